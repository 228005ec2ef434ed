import type { ByteSource } from '../blobs/blob-store.ts';
import type { Ctx } from '../context.ts';
import { inTurn } from '../datasets/duckdb/in-turn.ts';
import { sniffFile } from '../datasets/duckdb/sniff-file.ts';
import type { ImportChoices, Sniff, UploadAnswer } from '../datasets/schema.ts';
import { toJson } from '../datasets/to-json.ts';
import { newId } from '../ids.ts';
import { requireUpload } from './require-upload.ts';
import { uploadName } from './upload-name.ts';

export interface StageUploadInput {
  /** The file's name as its owner knows it. */
  name: string;
  body: ByteSource;
  /** 64 hex digits, where the sender knows them: other bytes are refused. */
  digest?: string | undefined;
}

/**
 * Takes a file's bytes in and says what they are, without importing them. A sender that goes away in the middle leaves
 * nothing; one that never imports is swept after a day.
 * @throws DomainError BAD_FILE, INVALID_INPUT (other digest), DISK_FULL
 */
export async function stageUpload({
  ctx,
  input,
  signal,
}: {
  ctx: Ctx;
  input: StageUploadInput;
  signal?: AbortSignal;
}): Promise<UploadAnswer> {
  const name = uploadName(input.name);
  const { digest, size } = await ctx.blobs.put(input.body, {
    ...(input.digest === undefined ? {} : { expectedDigest: input.digest }),
    ...(signal ? { signal } : {}),
  });
  const sniff = await sniffBlob(ctx, { digest, name, ...(signal ? { signal } : {}) });
  const row = { id: newId(ctx.now()), projectId: ctx.project.id, name, digest, size, createdAt: ctx.now() };
  await ctx.db.upload.create({ data: { ...row, sniff: toJson(sniff) } });
  return { id: row.id, name, digest, size, createdAt: row.createdAt.toISOString(), sniff };
}

/** What a staged file is when it is read with other choices; nothing is stored. @throws DomainError NOT_FOUND, BAD_FILE, INVALID_INPUT */
export async function sniffUpload({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ImportChoices & { uploadId: string };
}): Promise<UploadAnswer> {
  const upload = await requireUpload(ctx, input.uploadId);
  const { nullTexts, types } = input;
  const sniff = await sniffBlob(ctx, {
    digest: upload.digest,
    name: upload.name,
    ...(nullTexts ? { nullTexts } : {}),
    ...(types ? { types } : {}),
  });
  const { id, name, digest } = upload;
  return { id, name, digest, size: Number(upload.size), createdAt: upload.createdAt.toISOString(), sniff };
}

interface SniffBlobInput {
  digest: string;
  name: string;
  nullTexts?: string[];
  types?: Record<string, string>;
  signal?: AbortSignal;
}

async function sniffBlob(ctx: Ctx, { digest, ...input }: SniffBlobInput): Promise<Sniff> {
  const path = await ctx.blobs.localPath(digest);
  try {
    return await inTurn(() => sniffFile({ path, ...input }));
  } finally {
    await ctx.blobs.release(digest);
  }
}
