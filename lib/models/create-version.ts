import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { manifestDigest } from '../datasets/merkle.ts';
import type { DbTransaction } from '../db/client.ts';
import { DomainError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { newId } from '../ids.ts';
import { parseInput } from '../parse-input.ts';
import { isPrompt } from './promptness.ts';
import { readFlavor } from './read-flavor.ts';
import { requireModel } from './require-model.ts';
import { ModelName, RegistryTags } from './schema.ts';
import { lockLoggedModel } from './sql/lock-logged-model.ts';
import { lockModel } from './sql/lock-model.ts';
import { type ResolvedSource, resolveSource } from './version-files.ts';
import { parseVersionSource } from './version-source.ts';

export interface CreateVersionInput {
  name: string;
  /** models:/…, runs:/…, mlflow-artifacts:/… of this project, or an object store that only the client reads. */
  source: string;
  runId?: string | undefined;
  loggedModelId?: string | undefined;
  runLink?: string | undefined;
  description?: string | undefined;
  userName?: string | undefined;
  tags?: { key: string; value: string }[];
}

/**
 * Makes the next version of a registered model from a source that its client names. The files that the source has here
 * are frozen by digest; the source itself is only ever kept as text. A version of a prompt has no files.
 * @throws DomainError NOT_FOUND (model, logged model), INVALID_INPUT (source, tags; run or model that does not hold the
 *   source)
 */
export async function createVersion({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: CreateVersionInput;
}): Promise<{ name: string; number: number }> {
  const name = parseInput(ModelName, input.name, 'name');
  const tags = parseInput(RegistryTags, input.tags ?? [], 'tags');
  await requireModel(ctx, name);
  const prompt = isPrompt(tags.map(({ key, value }) => [key, value]));
  const resolved = prompt ? placeholder(input.source) : await resolveNamed(ctx, input);
  const { files } = resolved;
  const known = await readFlavor(ctx, files);
  const digest =
    files.length === 0
      ? null
      : manifestDigest(files.map((file) => ({ path: file.path, size: Number(file.size), sha256: file.digest })));
  const now = ctx.now();
  const number = await withTransaction(ctx, async (tx) => {
    const modelId = await lockModel(tx, name);
    if (modelId === undefined) throw await gone(tx, name);
    const newest = await tx.db.modelVersion.aggregate({ where: { modelId }, _max: { number: true } });
    const next = (newest._max.number ?? 0) + 1;
    const values = new Map(tags.map(({ key, value }) => [key, value]));
    await tx.db.modelVersion.create({
      data: {
        id: newId(now),
        projectId: ctx.project.id,
        modelId,
        number: next,
        runId: resolved.runId ?? input.runId ?? null,
        artifactPath: resolved.folder,
        digest,
        flavor: known.flavor,
        signature: known.signature ?? {},
        description: input.description ?? '',
        source: input.source,
        downloadUri: resolved.downloadUri,
        runLink: input.runLink ?? null,
        loggedModelId: resolved.loggedModelId ?? input.loggedModelId ?? null,
        userName: input.userName ?? null,
        createdAt: now,
        updatedAt: now,
        files: { createMany: { data: files } },
        tags: { createMany: { data: [...values].map(([key, value]) => ({ key, value })) } },
      },
      select: { id: true },
    });
    await tx.db.model.update({ where: { id: modelId }, data: { updatedAt: now } });
    if (resolved.loggedModelId !== null) await noteOnLoggedModel(tx, resolved.loggedModelId, { name, number: next });
    await audit(tx, 'model.register', `model ${name} version ${next}`, { source: input.source, digest });
    return next;
  });
  announce(ctx, { topic: 'model', id: name });
  if (resolved.runId !== null) announce(ctx, { topic: 'run', id: resolved.runId });
  return { name, number };
}

function gone(ctx: Ctx, name: string): Promise<DomainError> {
  return requireModel(ctx, name).then(
    () => new DomainError('CONFLICT', `Model ${name} is being changed by another request.`),
    (error: unknown) => {
      if (error instanceof DomainError) return error;
      throw error;
    },
  );
}

/** A prompt's text is in its tags; what its client names as source stands for nothing. */
function placeholder(source: string): ResolvedSource {
  if (!/^[\w-]{1,100}$/.test(source)) {
    throw new DomainError('INVALID_INPUT', `Invalid prompt source: '${source.slice(0, 200)}'. A prompt has no files.`, {
      fields: [{ path: 'source', message: 'must be a placeholder such as dummy-source' }],
    });
  }
  return { runId: null, loggedModelId: null, folder: '', downloadUri: source, files: [] };
}

/** @throws DomainError INVALID_INPUT where the request names a run or a logged model that the source does not lie in */
async function resolveNamed(ctx: Ctx, input: CreateVersionInput): Promise<ResolvedSource> {
  const source = parseVersionSource(input.source);
  // A run of another server, named twice over: kept as said, without files.
  if (source.type === 'run' && source.runId === input.runId && !(await runExists(ctx, source.runId))) {
    return { runId: null, loggedModelId: null, folder: '', downloadUri: input.source, files: [] };
  }
  const resolved = await resolveSource(ctx, source);
  const checks = [
    { field: 'run_id', said: input.runId, found: resolved.runId, binding: source.type !== 'logged-model' },
    { field: 'model_id', said: input.loggedModelId, found: resolved.loggedModelId, binding: true },
  ];
  for (const { field, said, found, binding } of checks) {
    if (!binding || said === undefined || found === null || said === found) continue;
    throw new DomainError(
      'INVALID_INPUT',
      `Invalid model version source: '${input.source}'. The ${field} request parameter must identify the resource that contains the source.`,
      { fields: [{ path: field, message: `is not what the source names (${found})` }] },
    );
  }
  return resolved;
}

async function runExists(ctx: Ctx, id: string): Promise<boolean> {
  return (await ctx.db.run.count({ where: { id, projectId: ctx.project.id } })) > 0;
}

/**
 * MLflow keeps on a logged model, in a tag, which versions were made of it. Whoever registers it under another name waits
 * here, so that the list they read is the last one.
 */
async function noteOnLoggedModel(
  ctx: Ctx & { db: DbTransaction },
  modelId: string,
  version: { name: string; number: number },
): Promise<void> {
  await lockLoggedModel(ctx, modelId);
  const key = 'mlflow.modelVersions';
  const where = { modelId_key: { modelId, key } };
  const before = await ctx.db.loggedModelTag.findUnique({ where });
  const value = JSON.stringify([...listIn(before?.value), { name: version.name, version: version.number }]);
  await ctx.db.loggedModelTag.upsert({ where, create: { modelId, key, value }, update: { value } });
}

/** A client may have written anything there; what is no list is begun anew. */
function listIn(text: string | undefined): unknown[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}
