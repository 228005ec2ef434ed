import type { ArtifactAnswer } from './schema.ts';
import type { StoredFile } from './sql/find-file.ts';

/** A file's row as the API shows it. */
export function serializeArtifact(row: StoredFile): ArtifactAnswer {
  const { path, size, digest, mime, deterministic } = row;
  return { path, size, digest, mime, deterministic, createdAt: new Date(row.createdAt).toISOString() };
}
