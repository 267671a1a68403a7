/** A file of its own: the command line's options need the names alone. */
export const comparisonFormats = ['terminal', 'markdown', 'json'] as const;

export type ComparisonFormat = (typeof comparisonFormats)[number];
