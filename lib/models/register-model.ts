import { artifactFolder } from '../artifacts/artifact-path.ts';
import { audit } from '../audit/audit.ts';
import { assertFence, type Ctx, withTransaction } from '../context.ts';
import { manifestDigest } from '../datasets/merkle.ts';
import type { DbTransaction } from '../db/client.ts';
import { DomainError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { newId } from '../ids.ts';
import { parseInput } from '../parse-input.ts';
import { requireRun } from '../runs/require-run.ts';
import { flavorOf } from './flavor-of.ts';
import { readSignature } from './read-signature.ts';
import { RegisterModelInput } from './schema.ts';
import { moveAlias } from './set-alias.ts';

export interface RegisteredModel {
  modelVersionId: string;
  model: string;
  number: number;
  digest: string;
}

/**
 * Makes the files below a folder of a run the next version of a registered model, frozen by digest. The same files of
 * the same run again give the version that is there, so that a retried job registers once.
 * @throws DomainError NOT_FOUND (run), UNPROCESSABLE (no files, nothing that can be loaded), LEASE_LOST
 */
export async function registerModel({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { model: string; runId: string; artifactPath?: string; aliases?: string[] };
}): Promise<RegisteredModel> {
  const { model: name, runId, artifactPath, aliases } = parseInput(RegisterModelInput, input);
  const folder = artifactFolder(artifactPath, 'artifactPath');
  await requireRun(ctx, runId);
  const files = await filesBelow(ctx, runId, folder);
  const flavor = flavorOf(files.map((file) => file.path));
  if (flavor === undefined) {
    const found = files
      .slice(0, 5)
      .map((file) => file.path)
      .join(', ');
    throw new DomainError(
      'UNPROCESSABLE',
      files.length === 0
        ? `Run ${runId} has no files below ${folder || 'its root'}.`
        : `The files below ${folder || 'the root'} of run ${runId} are no model that can be loaded: ${found}.`,
      {
        fields: [{ path: 'artifactPath', message: 'must be a folder with model.json and weights.bin' }],
        hint: `GET /api/v1/runs/${runId}/artifacts lists the files of the run.`,
      },
    );
  }
  const digest = manifestDigest(
    files.map((file) => ({ path: file.path, size: Number(file.size), sha256: file.digest })),
  );
  const signature = await readSignature(ctx, files);

  const registered = await withTransaction(ctx, async (tx) => {
    await assertFence(tx);
    const modelId = await lockModel(tx, name);
    const known = await tx.db.modelVersion.findFirst({ where: { modelId, runId, digest, artifactPath: folder } });
    const version = known ?? (await insertVersion(tx, { modelId, runId, folder, digest, flavor, signature, files }));
    if (!known) {
      await audit(tx, 'model.register', `model ${name} version ${version.number}`, { runId, digest });
    }
    for (const alias of aliases) await moveAlias(tx, { model: { id: modelId, name }, alias, version });
    return { modelVersionId: version.id, model: name, number: version.number, digest };
  });
  announce(ctx, { topic: 'model', id: name });
  announce(ctx, { topic: 'run', id: runId });
  return registered;
}

interface FileRow {
  path: string;
  size: bigint;
  digest: string;
}

/** The files below a folder, with paths relative to it. */
async function filesBelow(ctx: Ctx, runId: string, folder: string): Promise<FileRow[]> {
  const prefix = folder === '' ? '' : `${folder}/`;
  const rows = await ctx.db.artifact.findMany({
    where: { runId },
    select: { path: true, size: true, digest: true },
    orderBy: { path: 'asc' },
  });
  return rows
    .filter((row) => row.path.startsWith(prefix))
    .map((row) => ({ ...row, path: row.path.slice(prefix.length) }));
}

/** The id of the model, made when it is not there. Held until the transaction ends: versions are numbered one by one. */
async function lockModel(ctx: Ctx & { db: DbTransaction }, name: string): Promise<string> {
  await ctx.db.model.createMany({
    data: [{ id: newId(ctx.now()), projectId: ctx.project.id, name, createdAt: ctx.now() }],
    skipDuplicates: true,
  });
  const [row] = await ctx.db.$queryRaw<{ id: string }[]>`
    SELECT id FROM traza.model WHERE project_id = ${ctx.project.id} AND name = ${name} FOR NO KEY UPDATE`;
  if (!row) throw new Error('The model that was just made is not there.');
  return row.id;
}

async function insertVersion(
  ctx: Ctx & { db: DbTransaction },
  given: {
    modelId: string;
    runId: string;
    folder: string;
    digest: string;
    flavor: string;
    signature: Awaited<ReturnType<typeof readSignature>>;
    files: FileRow[];
  },
): Promise<{ id: string; number: number }> {
  const newest = await ctx.db.modelVersion.aggregate({ where: { modelId: given.modelId }, _max: { number: true } });
  return ctx.db.modelVersion.create({
    data: {
      id: newId(ctx.now()),
      projectId: ctx.project.id,
      modelId: given.modelId,
      number: (newest._max.number ?? 0) + 1,
      runId: given.runId,
      artifactPath: given.folder,
      digest: given.digest,
      flavor: given.flavor,
      signature: given.signature ?? {},
      createdAt: ctx.now(),
      files: { createMany: { data: given.files } },
    },
    select: { id: true, number: true },
  });
}
