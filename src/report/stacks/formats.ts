export const stacksFormats = ['folded', 'speedscope', 'pprof'] as const;

export type StacksFormat = (typeof stacksFormats)[number];
