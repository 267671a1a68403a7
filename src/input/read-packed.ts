export interface Unpacked {
  /** The bytes as given when nothing known is packed in them; absent when nothing could be unpacked. */
  readonly bytes?: Uint8Array;
  /** What went wrong, in words that follow the file's name. */
  readonly problem?: string;
}

type Packing = 'gzip' | 'zstd' | 'brotli';

/**
 * Unpacks gzip, zstd (where this Node can) and brotli (by name: it has no magic bytes), to at most `limit` bytes.
 * A cut-off gzip file gives what it holds. Other packers are left to `decodeText`, which says what unpacks them.
 */
export async function unpack(name: string, bytes: Uint8Array, limit: number): Promise<Unpacked> {
  const packing = packingOf(name, bytes);
  if (!packing) return { bytes };
  const zlib = await import('node:zlib');
  const bound = { maxOutputLength: limit };
  try {
    if (packing === 'gzip') return { bytes: zlib.gunzipSync(bytes, bound) };
    if (packing === 'brotli') return { bytes: zlib.brotliDecompressSync(bytes, bound) };
    // From Node 22.15 on; older ones leave the bytes as they are.
    const zstd = 'zstdDecompressSync' in zlib ? zlib.zstdDecompressSync : undefined;
    return typeof zstd === 'function' ? { bytes: zstd(bytes, bound) as Uint8Array } : { bytes };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ERR_BUFFER_TOO_LARGE') {
      return { problem: `is more than ${limit / 1024 / 1024} MiB when unpacked (${packing})` };
    }
    if (packing === 'gzip' && code === 'Z_BUF_ERROR') {
      const part = zlib.gunzipSync(bytes, { ...bound, finishFlush: zlib.constants.Z_SYNC_FLUSH });
      return { bytes: part, problem: 'the gzip file is cut off; what it holds up to there was read' };
    }
    return { problem: `is damaged and cannot be unpacked (${packing}: ${messageOf(error)})` };
  }
}

function packingOf(name: string, bytes: Uint8Array): Packing | undefined {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip';
  if (bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd) return 'zstd';
  return name.endsWith('.br') ? 'brotli' : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
