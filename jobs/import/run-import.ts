import path from 'node:path';
import type { JobArgs, JobCtx } from '#jobs/job-args.ts';
import type { BlobInfo } from '#lib/blobs/blob-store.ts';
import { profileTable } from '#lib/datasets/duckdb/profile-table.ts';
import { sniffFile } from '#lib/datasets/duckdb/sniff-file.ts';
import { openExample } from '#lib/datasets/example-sources.ts';
import { publishOutput } from '#lib/datasets/publish-output.ts';
import type { Sniff } from '#lib/datasets/schema.ts';
import { DomainError } from '#lib/errors.ts';
import type { ImportPayload } from '#lib/queue/kinds/import.ts';
import { requireUpload } from '#lib/uploads/require-upload.ts';

interface Taken extends BlobInfo {
  fileName: string;
  /** Where it came from, in the user's words. */
  source: Record<string, unknown>;
  description?: string;
}

/** Imports a file: take its bytes in, find its types, profile its columns, publish the version. */
export async function runImport({
  ctx,
  job,
  payload,
  signal,
  progress,
  log,
  workDir,
}: JobArgs<ImportPayload>): Promise<void> {
  const taken = await takeBytes(ctx, payload, { signal, progress, log });
  const file = await ctx.blobs.localPath(taken.digest);
  const tempDir = path.join(workDir, 'duckdb');

  progress({ message: 'Finding types', done: 0, total: 1, unit: 'steps' });
  const sniff = await sniffFile({
    path: file,
    name: taken.fileName,
    whole: true,
    tempDir,
    signal,
    ...(payload.nullTexts ? { nullTexts: payload.nullTexts } : {}),
    ...(payload.types ? { types: payload.types } : {}),
  });
  log(
    `${sniff.format}, ${sniff.columns.length} columns: ${sniff.columns.map((column) => `${column.name} ${column.type}`).join(', ')}`,
  );
  for (const warning of sniff.warnings) log(warning);
  requireRows(sniff, taken.fileName);

  const profile = await profileTable({
    source: { files: [file], format: sniff.format, readOptions: sniff.readOptions },
    columns: sniff.columns,
    names: [taken.fileName],
    scratchPath: path.join(workDir, 'scratch.parquet'),
    tempDir,
    signal,
    onProgress: (done, total) => progress({ message: 'Profiling columns', done, total, unit: 'columns' }),
  });
  log(`${profile.rowCount.toLocaleString('en')} rows profiled`);

  signal.throwIfAborted();
  const version = await publishOutput({
    ctx,
    input: {
      dataset: payload.dataset,
      description: payload.description ?? taken.description,
      kind: 'import',
      files: [{ path: taken.fileName, size: taken.size, sha256: taken.digest, rowCount: profile.rowCount }],
      format: sniff.format,
      readOptions: sniff.readOptions,
      columns: sniff.columns,
      rowCount: profile.rowCount,
      profile,
      source: taken.source,
      runId: job.runId,
    },
  });
  if (version?.reused)
    log(`The same bytes are version ${version.number} of ${version.dataset} already; no new version was made.`);
  else if (version) log(`Published version ${version.number} of ${version.dataset}, digest ${version.digest}`);
}

async function takeBytes(
  ctx: JobCtx,
  payload: ImportPayload,
  { signal, progress, log }: Pick<JobArgs, 'signal' | 'progress' | 'log'>,
): Promise<Taken> {
  const { source } = payload;
  if (source.type === 'upload') {
    const upload = await requireUpload(ctx, source.uploadId);
    const origin = { type: 'upload', file: source.fileName, sha256: upload.digest };
    return { digest: upload.digest, size: Number(upload.size), fileName: source.fileName, source: origin };
  }
  const example = await openExample(source.example);
  let done = 0;
  async function* counted() {
    for await (const chunk of example.stream()) {
      done += chunk.length;
      progress({ message: 'Storing the file', done, total: example.size, unit: 'bytes' });
      yield chunk;
    }
  }
  const stored = await ctx.blobs.put(counted(), { signal });
  log(`Stored ${example.fileName}, ${stored.size.toLocaleString('en')} bytes, SHA-256 ${stored.digest}`);
  const origin = {
    type: 'example',
    example: source.example,
    file: example.fileName,
    sha256: stored.digest,
    origin: example.origin,
  };
  return { ...stored, fileName: example.fileName, source: origin, description: example.description };
}

function requireRows(sniff: Sniff, name: string): void {
  if (sniff.rowCount !== 0) return;
  throw new DomainError('BAD_FILE', `${name} has columns and no rows.`, { hint: 'Send a file with at least one row.' });
}
