export { type HtmlOptions, htmlInput } from './build-input.ts';
export type { HtmlInput, SourceText } from './input.ts';
export { htmlReport } from './report.ts';
