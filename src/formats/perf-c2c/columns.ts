/** Part of a line between runs of two or more blanks, with the columns it stands in. */
export interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** One column of a c2c table: its name, and the name with what stands above it in the first header line. */
export interface Column {
  readonly name: string;
  /** `Load Hitm RmtHitm`, `Total records`, `cpu cnt`: unique in a table, where the name alone is not. */
  readonly label: string;
}

/** Cells of c2c tables are separated by at least two blanks, and no cell but a thread's name or a node list holds two. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  const length = text.length;
  let at = 0;
  while (at < length) {
    while (at < length && isBlank(text, at)) at++;
    if (at >= length) break;
    const start = at;
    let end = at;
    while (at < length) {
      if (!isBlank(text, at)) end = ++at;
      else if (text[at] === '\t' || at + 1 >= length || isBlank(text, at + 1)) break;
      else at++;
    }
    pieces.push({ text: text.slice(start, end), start, end });
  }
  return pieces;
}

function isBlank(text: string, at: number): boolean {
  return text[at] === ' ' || text[at] === '\t';
}

/**
 * Columns of a table from its header. Names stand in the second line. The first line holds the upper word of a two-word
 * name (`Total` over `records`) or the title of a span (`----- HITM -----`). The line of dots tells exactly how far a
 * column reaches; TUI screens have none, there the name itself, which ends where its column ends, must do.
 */
export function columnsOf(upper: string | undefined, lower: string, dots: string | undefined): Column[] {
  const above = upper === undefined ? [] : piecesOf(withoutHash(upper));
  const names = piecesOf(withoutHash(lower));
  const ranges = dots === undefined ? names : piecesOf(withoutHash(dots));
  // With as many runs of dots as names, the n-th name belongs to the n-th run. Otherwise the header was edited by hand.
  const fits = ranges.length === names.length;
  return names.map((name, i) => {
    const range = fits ? ranges[i]! : name;
    const title = above.find((piece) => piece.start < range.end && piece.end > range.start);
    const span = title?.text.replace(/^-+ ?/, '').replace(/ ?-+$/, '');
    return { name: name.text, label: span ? `${span} ${name.text}` : name.text };
  });
}

function withoutHash(text: string): string {
  return text.replace('#', ' ');
}

const lowerNames = new Set(
  (
    'Index Cacheline Address Node PA_cnt Hitm Total Lcl Rmt LclHitm RmtHitm records Loads Stores L1Hit L1Miss N/A FB L1 L2 ' +
    'Llc LclHit RmtHit Ld_Miss Snoop Local Remote Pct Peer Num L1_Hit L1_Miss Offset Off Pid Tid Code_address rmt_hitm ' +
    'lcl_hitm rmt_peer lcl_peer peer load cnt Symbol Object Source:Line'
  )
    .split(' ')
    .map((name) => name.replace('_', ' ')),
);

const lowerWords = new Set([...lowerNames].flatMap((name) => name.split(' ')));

// ----- HITM -----   -- Peer Snoop --   ----------- Cacheline ----------   - LLC Load Hit --
const spanTitle =
  /-+ (?:Cacheline|HITM|Peer Snoop|Store Refs?|Stores|Store Reference|CL|Data address|cycles|[A-Za-z0-9]+ Load [A-Z][a-z]+|Load [A-Z][a-z]+) -+/;

/** True for the first of the two header lines; only asked where a header may stand. */
export function isUpperHeader(text: string): boolean {
  return text.length < longestHeader && spanTitle.test(text);
}

/** `table` or `pareto` when the line is the second header line of one of them. */
export function lowerHeader(text: string): 'table' | 'pareto' | undefined {
  if (text.length > longestHeader || text.includes('%  ')) return undefined;
  const pieces = piecesOf(withoutHash(text)).map((piece) => piece.text);
  // Collapsed blanks leave one piece: the words still tell that it is a header, though no longer which columns it names.
  const names = pieces.length === 1 ? pieces[0]!.split(' ') : pieces;
  if (names.length < 3) return undefined;
  const known = names.filter((name) => lowerNames.has(name) || lowerWords.has(name) || name.startsWith('Node')).length;
  if (known < 3 || known * 3 < names.length * 2) return undefined;
  if (names.includes('Index') || names.includes('Cacheline') || names.includes('Address')) return 'table';
  const ofPareto = ['Num', 'Offset', 'Off', 'Symbol', 'Source:Line', 'Code address'];
  return ofPareto.some((name) => names.includes(name)) ? 'pareto' : undefined;
}

const longestHeader = 2000;

// # .....  ..................  ....  ......  .......
export function isDots(text: string): boolean {
  return (
    text.length < longestHeader && /^[\s#.]+$/.test(text) && text.replace('#', ' ').trim().split(/\s+/).length >= 3
  );
}
