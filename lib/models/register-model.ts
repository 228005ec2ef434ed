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
import { formatOf } from './format-of.ts';
import { readFlavor } from './read-flavor.ts';
import { type ModelSignature, RegisterModelInput } from './schema.ts';
import { moveAlias } from './set-alias.ts';
import { lockModel } from './sql/lock-model.ts';
import { filesOfRun, type VersionFile } from './version-files.ts';

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
  const files = await filesOfRun(ctx, runId, folder);
  if (formatOf(files.map((file) => file.path)) === undefined) {
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
        fields: [
          { path: 'artifactPath', message: 'must be a folder with model.onnx, or with model.json and weights.bin' },
        ],
        hint: `GET /api/v1/runs/${runId}/artifacts lists the files of the run.`,
      },
    );
  }
  const digest = manifestDigest(
    files.map((file) => ({ path: file.path, size: Number(file.size), sha256: file.digest })),
  );
  const known = await readFlavor(ctx, files);

  const registered = await withTransaction(ctx, async (tx) => {
    await assertFence(tx);
    const modelId = await makeModel(tx, name);
    const there = await tx.db.modelVersion.findFirst({
      where: { modelId, runId, digest, artifactPath: folder, deletedAt: null },
    });
    const version = there ?? (await insertVersion(tx, { modelId, runId, folder, digest, files, ...known }));
    if (!there) {
      await audit(tx, 'model.register', `model ${name} version ${version.number}`, { runId, digest });
    }
    for (const alias of aliases) await moveAlias(tx, { model: { id: modelId, name }, alias, version });
    return { modelVersionId: version.id, model: name, number: version.number, digest };
  });
  announce(ctx, { topic: 'model', id: name });
  announce(ctx, { topic: 'run', id: runId });
  return registered;
}

/** The id of the model, made when it is not there, and held. */
async function makeModel(ctx: Ctx & { db: DbTransaction }, name: string): Promise<string> {
  await ctx.db.model.createMany({
    data: [{ id: newId(ctx.now()), projectId: ctx.project.id, name, createdAt: ctx.now() }],
    skipDuplicates: true,
  });
  const id = await lockModel(ctx, name);
  if (id === undefined) throw new Error('The model that was just made is not there.');
  return id;
}

async function insertVersion(
  ctx: Ctx & { db: DbTransaction },
  given: {
    modelId: string;
    runId: string;
    folder: string;
    digest: string;
    flavor: string;
    signature: ModelSignature | null;
    files: VersionFile[];
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
