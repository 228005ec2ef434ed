import type { BlobInfo, ByteSource, PutOptions } from './blob-store.ts';

/** The row of table blob. */
export interface BlobRow extends BlobInfo {
  store: 'postgres' | 'file';
  contentId: string | null;
}

/** Where bytes lie. The row in table blob makes them visible, and names the byte store that has them. */
export interface ByteStore {
  put(source: ByteSource, options: PutOptions): Promise<BlobInfo>;
  /** Bytes [start, end) in order. */
  read(blob: BlobRow, start: number, end: number): AsyncGenerator<Uint8Array>;
  /** Where the bytes are a file already. */
  pathOf?(blob: BlobRow): string;
  sweepOrphans(olderThanMs: number): Promise<number>;
  /** Removes the row if nothing names it and nobody wrote it since; then the bytes. Returns its size, or null where it stayed. */
  removeUnreferenced(blob: BlobRow, olderThanMs: number): Promise<number | null>;
}
