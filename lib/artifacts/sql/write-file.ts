import type { Ctx } from '../../context.ts';
import { runStatement } from '../../db/statement.ts';
import { type FileOwner, keyOf, ownerKinds } from '../file-owner.ts';
import { pathsBelow } from './paths-below.ts';

export interface FileRow {
  path: string;
  digest: string;
  size: number;
  mime: string;
  createdAt: Date;
  /** Of runs only. */
  deterministic: boolean;
  attempt: number;
}

/** The folders above a path: a and a/b for a/b/c. */
export function parentsOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

/**
 * Points (owner, path) at a digest, in one statement, unless the owner is gone or closed or the path would be a file and
 * a folder.
 * @param evenClosed for the attempts of a job, whose run may be archived while it goes on
 * @returns whether it was written
 */
export async function writeFile(ctx: Ctx, owner: FileOwner, file: FileRow, evenClosed: boolean): Promise<boolean> {
  const { owners, ownerKey, closed, files, ownerId } = ownerKinds[owner.kind];
  const { from, to } = pathsBelow(file.path);
  const ofRun = owner.kind === 'run';
  const rows = await runStatement(ctx.db, {
    name: `artifact-write-${owner.kind}`,
    text: `
      INSERT INTO ${files} (${ownerId}, path, digest, size, mime, created_at ${ofRun ? ', deterministic, attempt' : ''})
      SELECT o.${ownerKey}, $3, $4, $5::bigint, $6, $7::timestamptz ${ofRun ? ', $12::boolean, $13::int' : ''}
      FROM ${owners} o
      WHERE o.${ownerKey} = $1 AND (o.project_id = $2) IS TRUE AND ($8::boolean OR NOT (${closed}))
        AND NOT EXISTS (
          SELECT 1 FROM ${files}
          WHERE ${ownerId} = $1 AND (path = ANY($9::text[]) OR (path > $10 AND path < $11)))
      ON CONFLICT (${ownerId}, path) DO UPDATE
      SET digest = excluded.digest, size = excluded.size, mime = excluded.mime, created_at = excluded.created_at
        ${ofRun ? ', deterministic = excluded.deterministic, attempt = excluded.attempt' : ''}
      RETURNING 1 AS written`,
    values: [
      keyOf(owner),
      ctx.project.id,
      file.path,
      file.digest,
      file.size,
      file.mime,
      file.createdAt,
      evenClosed,
      parentsOf(file.path),
      from,
      to,
      ...(ofRun ? [file.deterministic, file.attempt] : []),
    ],
  });
  return rows.length > 0;
}

/** The file that keeps a path from being a file itself: one of its parents, or one below it. */
export async function findClash(ctx: Ctx, owner: FileOwner, path: string): Promise<string | undefined> {
  const { files, ownerId } = ownerKinds[owner.kind];
  const { from, to } = pathsBelow(path);
  const [clash] = await runStatement<{ path: string }>(ctx.db, {
    name: `artifact-clash-${owner.kind}`,
    text: `
      SELECT path FROM ${files}
      WHERE ${ownerId} = $1 AND (path = ANY($2::text[]) OR (path > $3 AND path < $4)) LIMIT 1`,
    values: [keyOf(owner), parentsOf(path), from, to],
  });
  return clash?.path;
}
