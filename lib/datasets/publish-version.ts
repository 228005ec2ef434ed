import { artifactPath } from '../artifacts/artifact-path.ts';
import { assertFence, type Ctx, withTransaction } from '../context.ts';
import type { DbTransaction } from '../db/client.ts';
import { DomainError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { digestPattern, newId } from '../ids.ts';
import { parseInput } from '../parse-input.ts';
import { canonicalJson } from '../recipes/canonical-json.ts';
import { inPathOrder, manifestDigest } from './merkle.ts';
import {
  type Column,
  type DatasetFormat,
  DatasetName,
  type ManifestFile,
  type Profile,
  type ReadOptions,
} from './schema.ts';
import { toJson } from './to-json.ts';

export interface PublishVersionInput {
  /** Name of the dataset; made when it is not there. */
  dataset: string;
  description?: string | undefined;
  /** What wrote it. */
  kind: 'import' | 'split' | 'predictions';
  /** Files whose bytes the blob store has. Any order; the manifest is in path order. */
  files: ManifestFile[];
  format: DatasetFormat;
  readOptions: ReadOptions;
  columns: Column[];
  rowCount: number;
  profile?: Profile | undefined;
  /** Where it came from, in the user's words: { type: 'upload', file: 'a.csv' }. */
  source: Record<string, unknown>;
  parentVersionId?: string | undefined;
  runId?: string | undefined;
  recipeDigest?: string | undefined;
  /** Makes a new version even where the newest has the same bytes, read the same way. */
  always?: boolean | undefined;
}

export interface PublishedVersion {
  id: string;
  datasetId: string;
  dataset: string;
  number: number;
  digest: string;
  /** The newest version had the same bytes already: it is the one named here, and nothing was written. */
  reused: boolean;
}

/**
 * Publishes a version in one transaction: all of it becomes visible, or nothing. Its digest is the Merkle root of the
 * manifest. Publishing what is the newest version already gives that one, so a repeated attempt changes nothing.
 * @throws DomainError INVALID_INPUT (name, path, digest), UNPROCESSABLE (bytes that the blob store has not), LEASE_LOST
 */
export async function publishVersion({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: PublishVersionInput;
}): Promise<PublishedVersion> {
  const name = parseInput(DatasetName, input.dataset, 'name of the dataset');
  const files = inPathOrder(input.files);
  checkManifest(files);
  const digest = manifestDigest(files);
  const published = await withTransaction(ctx, async (tx) => {
    await assertFence(tx);
    await requireBytes(tx.db, files);
    const dataset = await lockDataset(tx, name, input);
    const newest = await tx.db.datasetVersion.findFirst({
      where: { datasetId: dataset.id },
      orderBy: { number: 'desc' },
      select: { id: true, number: true, digest: true, format: true, readOptions: true },
    });
    if (
      newest &&
      !input.always &&
      newest.digest === digest &&
      newest.format === input.format &&
      sameJson(newest.readOptions, input.readOptions)
    ) {
      return { id: newest.id, datasetId: dataset.id, dataset: name, number: newest.number, digest, reused: true };
    }
    const id = newId(ctx.now());
    const number = (newest?.number ?? 0) + 1;
    await tx.db.datasetVersion.create({
      data: {
        id,
        projectId: ctx.project.id,
        datasetId: dataset.id,
        number,
        digest,
        kind: input.kind,
        format: input.format,
        readOptions: toJson(input.readOptions),
        rowCount: input.rowCount,
        byteSize: files.reduce((sum, file) => sum + file.size, 0),
        columns: input.columns.map((column) => ({ ...column })),
        ...(input.profile ? { profile: toJson(input.profile) } : {}),
        source: toJson(input.source),
        parentVersionId: input.parentVersionId ?? null,
        runId: input.runId ?? null,
        recipeDigest: input.recipeDigest ?? null,
        createdAt: ctx.now(),
      },
    });
    await tx.db.datasetFile.createMany({
      data: files.map((file) => ({
        versionId: id,
        path: file.path,
        size: file.size,
        digest: file.sha256,
        rowCount: file.rowCount ?? null,
      })),
    });
    return { id, datasetId: dataset.id, dataset: name, number, digest, reused: false };
  });
  announce(ctx, { topic: 'dataset', id: published.datasetId });
  return published;
}

function checkManifest(files: ManifestFile[]): void {
  if (files.length === 0) throw new DomainError('INVALID_INPUT', 'A dataset version has at least one file.');
  const seen = new Set<string>();
  for (const file of files) {
    artifactPath(file.path, 'files.path');
    if (seen.has(file.path))
      throw new DomainError('INVALID_INPUT', `The path ${file.path} occurs twice in the manifest.`);
    seen.add(file.path);
    if (!digestPattern.test(file.sha256) || !Number.isSafeInteger(file.size) || file.size < 0) {
      throw new DomainError('INVALID_INPUT', `The entry of ${file.path} has no valid size and SHA-256.`);
    }
  }
}

/** Every file's bytes must be in the blob store with the size the manifest states. */
async function requireBytes(db: DbTransaction, files: ManifestFile[]): Promise<void> {
  const digests = [...new Set(files.map((file) => file.sha256))];
  const blobs = await db.blob.findMany({ where: { digest: { in: digests } }, select: { digest: true, size: true } });
  const sizes = new Map(blobs.map((blob) => [blob.digest, Number(blob.size)]));
  for (const file of files) {
    const size = sizes.get(file.sha256);
    if (size === file.size) continue;
    const why = size === undefined ? 'are not in the blob store' : `have ${size} bytes and not ${file.size}`;
    throw new DomainError('UNPROCESSABLE', `The bytes of ${file.path} (${file.sha256}) ${why}.`);
  }
}

/** Publishers of one dataset take turns, so that numbers have no gaps and no twins. */
async function lockDataset(
  tx: Ctx & { db: DbTransaction },
  name: string,
  input: PublishVersionInput,
): Promise<{ id: string }> {
  const kind = input.kind === 'predictions' ? 'predictions' : 'data';
  await tx.db.dataset.createMany({
    data: [
      {
        id: newId(tx.now()),
        projectId: tx.project.id,
        name,
        kind,
        description: input.description ?? '',
        createdAt: tx.now(),
      },
    ],
    skipDuplicates: true,
  });
  const rows = await tx.db.$queryRaw<{ id: string; kind: string }[]>`
    SELECT id, kind FROM traza.dataset WHERE project_id = ${tx.project.id} AND name = ${name} FOR UPDATE`;
  const dataset = rows[0];
  if (!dataset) throw new Error('The dataset that was just made is not there.');
  if (dataset.kind !== kind) {
    throw new DomainError('CONFLICT', `Dataset ${name} holds ${dataset.kind}; ${kind} cannot be published into it.`, {
      fields: [{ path: 'name', message: 'choose another name' }],
    });
  }
  return dataset;
}

function sameJson(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(JSON.parse(JSON.stringify(b)));
}
