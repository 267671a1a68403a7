/**
 * Where in its memory the scanner of call graphs keeps what it knows: 4 bytes each. They lie apart from the state that
 * perf script's scanner has, whose allocator serves both.
 */

/** Number of lines read so far. */
export const lineCount: i32 = 0xc000;
/** 1 below a line of a tree that was packed: only then may a line be the rest of one. */
export const inTree: i32 = 0xc004;
/** 1 when the line above leaves this one as text. */
export const keepNext: i32 = 0xc008;
/** What stands above a line, as far as it decides whether the line may be packed as a chain: one of the values below. */
export const above: i32 = 0xc00c;
/** 1 when the text is not as perf printed it, whatever its other lines are. */
export const odd: i32 = 0xc010;
/** Frames, and numbers of frames, of all chains so far. */
export const chained: i32 = 0xc014;

/** What was found in the lines of one call: so many nodes, numbers of chains, lines of blanks, bytes of text. */
export const lineFirst: i32 = 0xc018;
export const nodeCount: i32 = 0xc01c;
export const chainCount: i32 = 0xc020;
export const blankCount: i32 = 0xc024;
export const keptLength: i32 = 0xc028;
export const runCount: i32 = 0xc02c;

/** The table of names: slots, their number, names, their bytes and where these end, places and hashes, room for both. */
export const nameSlots: i32 = 0xc030;
export const nameSlotCount: i32 = 0xc034;
export const nameCount: i32 = 0xc038;
export const nameBytes: i32 = 0xc03c;
export const nameBytesEnd: i32 = 0xc040;
export const nameBytesBits: i32 = 0xc044;
export const namePlaces: i32 = 0xc048;
export const namePlacesBits: i32 = 0xc04c;

/** Result of reading a value: its kind, and the number. */
export const valueIsShare: i32 = 0xc054;
export const valueRead: i32 = 0xc058;

/**
 * The run of tree lines at hand, which no text interrupts: its first node counted from the text's first, where its trunk is, open
 * branches, and what is told of it: see below.
 */
export const nodesBefore: i32 = 0xc060;
export const runStart: i32 = 0xc064;
export const runMargin: i32 = 0xc068;
export const depth: i32 = 0xc06c;
export const runFlags: i32 = 0xc070;

/** The values of the run's last branch are counts; its root is spaced; its nodes are no tree, or not one. */
export const areCounts: i32 = 1;
export const isOldRoot: i32 = 2;
export const isNoTree: i32 = 4;

/** Values of `above`. */
export const other: i32 = 0;
export const row: i32 = 1;
export const count: i32 = 2;
export const share: i32 = 3;

/** Where the text is read to, and room to look ahead. */
export const text: i32 = 0x10000;
export const textSize: i32 = 0x80000;
export const textSlack: i32 = 0x1000;

/** What one call finds, at most: a byte for each line, its kind. */
export const kinds: i32 = 0x91000;
/** The lines that are kept as text, one after the other. */
export const kept: i32 = 0x112000;
/** Of each node: number of its name (of a chain: its place among all), column, number of its line, its value. */
export const nodeNames: i32 = 0x193000;
export const nodeColumns: i32 = 0x214000;
export const nodeLines: i32 = 0x295000;
export const nodeValues: i32 = 0x316000;
/** Of each node its parent in the run, -1 for a root. */
export const nodeParents: i32 = 0x417000;
/** Of each run that ended: its first node, the node behind its last, its flags. */
export const runs: i32 = 0x498000;
export const runSize: i32 = 12;
/** Columns of the open branches and their last nodes. */
export const branches: i32 = 0x519000;
/** The chains: number of frames, then their names' numbers. */
export const chains: i32 = 0x58f000;
/** Indexes of the lines of blanks. */
export const blanks: i32 = 0x690000;
export const buffersEnd: i32 = 0x692000;
