/** Bytes on their way in: anything that yields them piece by piece, or the whole when it is small. */
export type ByteSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array> | ReadableStream<Uint8Array> | Uint8Array;

export interface PutOptions {
  /** 64 hex digits; other bytes are refused and nothing is kept. */
  expectedDigest?: string;
  /** Refused as TOO_LARGE beyond this many bytes. */
  maxBytes?: number;
  signal?: AbortSignal;
}

export interface BlobInfo {
  /** SHA-256 of all bytes, 64 lower-case hex digits. */
  digest: string;
  size: number;
}

/** Part of a blob: from byte `start` up to, and without, byte `end`. */
export interface ByteRange {
  start?: number;
  end?: number;
}

/**
 * Bytes by their SHA-256: written once, found by digest, equal bytes kept once. A blob is either wholly there or not
 * there at all. Blobs belong to no project: who may read one is decided by the row that names its digest.
 */
export interface BlobStore {
  /**
   * Streams bytes in. Concurrent writers of the same bytes all succeed; one copy stays.
   * @throws DomainError INVALID_INPUT (wrong digest), TOO_LARGE, DISK_FULL; then nothing is visible
   */
  put(source: ByteSource, options?: PutOptions): Promise<BlobInfo>;
  has(digest: string): Promise<boolean>;
  /** Size of a blob, or null where there is none. */
  stat(digest: string): Promise<BlobInfo | null>;
  /**
   * Streams bytes out. A whole blob is verified: where its bytes are not those of its digest the stream fails before
   * its last piece, so a reader that saw the end saw the right bytes. A range is checked for its length only.
   * @throws DomainError NOT_FOUND, RANGE_NOT_SATISFIABLE; the stream fails with CORRUPT_BLOB
   */
  open(digest: string, range?: ByteRange): Promise<ReadableStream<Uint8Array>>;
  /**
   * A file with the blob's bytes, verified, for readers that want a path (DuckDB, a model loader). Read-only. It stays
   * until this process calls `release(digest)` as often as it called localPath, or ends.
   * @throws DomainError NOT_FOUND, CORRUPT_BLOB, DISK_FULL
   */
  localPath(digest: string): Promise<string>;
  release(digest: string): Promise<void>;
  /** Removes bytes of uploads that never became a blob, left by processes that died. */
  sweepOrphans(options: { olderThanMs: number }): Promise<{ removed: number }>;
  /** Removes blobs that no row names any more and that nobody wrote again since `olderThanMs`. */
  collectGarbage(options: { olderThanMs: number }): Promise<{ blobs: number; bytes: number }>;
}
