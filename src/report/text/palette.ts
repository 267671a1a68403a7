/** How parts of a report are marked. Reports only name the role; the colours are the command line's business. */
export interface Palette {
  readonly culprit: Paint;
  readonly strong: Paint;
  readonly good: Paint;
  readonly caution: Paint;
  readonly command: Paint;
  readonly label: Paint;
  readonly weak: Paint;
}

export type Paint = (text: string) => string;

const same: Paint = (text) => text;

export const plain: Palette = {
  culprit: same,
  strong: same,
  good: same,
  caution: same,
  command: same,
  label: same,
  weak: same,
};
