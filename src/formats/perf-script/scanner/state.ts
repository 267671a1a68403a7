/** Where in its memory the scanner keeps what it knows: 4 bytes each, doubles 8. The host reads and sets some of them. */

/** Number of lines read so far. */
export const lineNumber: i32 = 64;
/** What the frames that come next belong to: one of the values below. */
export const opened: i32 = 68;
/** Line of the open sample. */
export const sampleLine: i32 = 72;
/** Record of the open sample's event and thread, and of its command and CPU or 0. */
export const sampleOrigin: i32 = 76;
export const sampleCpu: i32 = 80;
/** Number of frames of the open sample, and room for them. */
export const depth: i32 = 84;
export const room: i32 = 88;
/** Frames of the open sample, innermost first, and their lines. */
export const frames: i32 = 92;
export const frameLines: i32 = 96;
/** Hash of the frames so far. */
export const framesHash: i32 = 100;
/** Entry of the last line found, which remembers what followed it. */
export const lastEntry: i32 = 104;
/** Number of events known. */
export const eventCount: i32 = 108;
/** Samples without event line, and where they stand. */
export const bareSamples: i32 = 112;
export const bareFirstLine: i32 = 116;
export const bareLastLine: i32 = 120;
/** Period of the open sample, negative when the event line has none. */
export const samplePeriod: i32 = 128;

/** The event line that was read last: places of its parts. */
export const headFrom: i32 = 136;
export const headTo: i32 = 140;
/** End of the head without its CPU, and that CPU; -1 when it doesn't seem to end in one. */
export const threadTo: i32 = 144;
export const headCpu: i32 = 148;
/** The thread and event that are known by these names, or `unseen`. */
export const foundThread: i32 = 392;
export const foundEvent: i32 = 396;
/** What the head names: where its command ends, process or -1, thread. */
export const commTo: i32 = 600;
export const idsPid: i32 = 604;
export const idsTid: i32 = 608;
export const eventFrom: i32 = 152;
export const eventTo: i32 = 156;
export const restFrom: i32 = 160;
/** Places of the period's digits; equal when there is none. */
export const periodFrom: i32 = 164;
export const periodTo: i32 = 168;
export const period: i32 = 176;

/** End of all memory in use, and freed areas by the logarithm of their size. */
export const memoryEnd: i32 = 184;
export const freed: i32 = 192;

/** The table of lines: slots, their number, entries, the block that the next entry goes to, and the size of all blocks. */
export const lineSlots: i32 = 320;
export const lineSlotCount: i32 = 324;
export const lineEntries: i32 = 328;
export const lineBlock: i32 = 332;
export const lineBlockUsed: i32 = 336;
export const lineBlockSizes: i32 = 340;
/** Bits of the hashes of lines that were seen once. */
export const seenOnce: i32 = 344;
export const seenOnceCount: i32 = 348;

/** The line at which that began, and the one up to which nothing is noted. */
export const seenSince: i32 = 448;
export const pausedUntil: i32 = 452;

/** The table of stacks: slots, their number, stacks, and the blocks they lie in. */
export const stackSlots: i32 = 352;
export const stackSlotCount: i32 = 356;
export const stackCount: i32 = 360;
export const firstBlock: i32 = 364;
export const lastBlock: i32 = 368;

/** What followed the time of an event line that ended with its event: place and length, event, period. */
export const tail: i32 = 464;
export const tailLength: i32 = 456;
export const tailEvent: i32 = 460;
export const tailPeriod: i32 = 592;
export const tailSize: i32 = 96;

/** The table of pairs of numbers: slots, their number, records, the last one made. */
export const pairSlots: i32 = 372;
export const pairSlotCount: i32 = 376;
export const pairCount: i32 = 380;
export const lastPair: i32 = 384;

/** How many lines were known to be of which kind of attribute: 4 bytes behind it for value -1, 8 for -2. */
export const attributeCounts: i32 = 400;

/** Values of `opened`. */
export const nothing: i32 = 0;
export const sample: i32 = 1;
/** A sample without event line (`-F ip,sym`). */
export const bare: i32 = 2;
/** A line that is an event line only if frames follow it. */
export const pending: i32 = 3;

/** Why `scan` came back before the end. */
export const unknownLine: i32 = 1;
/** An event line of which something is new; its parts are told above. */
export const newEventLine: i32 = 2;
/** A line with a time, but without an event where it should be. */
export const oddEventLine: i32 = 3;
export const why: i32 = 388;

/** Where the text is read to: two megabytes of it, and room to look ahead. */
export const text: i32 = 0x10000;
export const textSize: i32 = 0x200000;
export const textSlack: i32 = 0x1000;
export const scratch: i32 = 1024;
export const scratchSize: i32 = 0x8000;
