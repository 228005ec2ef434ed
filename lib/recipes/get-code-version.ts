import { z } from 'zod';
import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import type { CodeVersionAnswer } from './schema.ts';

const Manifest = z.record(z.string(), z.string());

/** The sources of the built-in kinds at one version, in path order. @throws DomainError NOT_FOUND */
export async function getCodeVersion({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { digest: string };
}): Promise<CodeVersionAnswer> {
  const row = await ctx.db.codeVersion.findUnique({ where: { digest: input.digest } });
  if (!row) {
    throw new DomainError('NOT_FOUND', `No built-in code with digest ${input.digest.slice(0, 64)} has run here.`, {
      fields: [{ path: 'digest', message: 'names no code version' }],
      hint: 'The recipe of a run names the version of its code.',
    });
  }
  const archive = row.archiveDigest ? await ctx.blobs.stat(row.archiveDigest) : null;
  return {
    digest: row.digest,
    kind: row.kind,
    gitCommit: row.gitCommit,
    createdAt: row.createdAt.toISOString(),
    archive,
    files: Object.entries(Manifest.parse(row.manifest))
      .map(([path, digest]) => ({ path, digest }))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}
