import type { ArtifactAnswer } from './schema.ts';

/** An artifact's row as the API shows it. */
export function serializeArtifact(row: {
  path: string;
  size: bigint;
  digest: string;
  mime: string;
  deterministic: boolean;
  createdAt: Date;
}): ArtifactAnswer {
  return {
    path: row.path,
    size: Number(row.size),
    digest: row.digest,
    mime: row.mime,
    deterministic: row.deterministic,
    createdAt: row.createdAt.toISOString(),
  };
}
