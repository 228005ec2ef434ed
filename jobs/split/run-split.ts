import { createReadStream } from 'node:fs';
import path from 'node:path';
import type { JobArgs } from '#jobs/job-args.ts';
import { profileTable } from '#lib/datasets/duckdb/profile-table.ts';
import { writeSplit } from '#lib/datasets/duckdb/write-split.ts';
import { localVersion } from '#lib/datasets/local-version.ts';
import { publishOutput } from '#lib/datasets/publish-output.ts';
import { columnsOf } from '#lib/datasets/serialize-version.ts';
import type { SplitPayload } from '#lib/queue/kinds/split.ts';

/** Splits a version: read it, write the chosen rows and columns as Parquet, profile them, publish the version. */
export async function runSplit({
  ctx,
  job,
  payload,
  signal,
  progress,
  log,
  workDir,
}: JobArgs<SplitPayload>): Promise<void> {
  const { rule } = payload;
  progress({ message: 'Reading the dataset', done: 0, total: 3, unit: 'steps' });
  const version = await localVersion(ctx, { id: payload.datasetVersionId });
  const origin = `${version.row.dataset.name} version ${version.row.number}`;
  log(
    `Splitting ${origin}${rule.where ? ` where ${rule.where}` : ''}${rule.exclude?.length ? ` without ${rule.exclude.join(', ')}` : ''}`,
  );

  progress({ message: 'Writing the rows', done: 1, total: 3, unit: 'steps' });
  const outPath = path.join(workDir, 'data.parquet');
  const tempDir = path.join(workDir, 'duckdb');
  const { rowCount, columns } = await writeSplit({
    source: version.source,
    columns: columnsOf(version.row),
    names: version.names,
    rule,
    outPath,
    tempDir,
    signal,
  });
  log(
    `${rowCount.toLocaleString('en')} of ${Number(version.row.rowCount).toLocaleString('en')} rows, ${columns.length} columns`,
  );
  const stored = await ctx.blobs.put(createReadStream(outPath, { highWaterMark: 2 ** 18 }), { signal });

  progress({ message: 'Profiling columns', done: 2, total: 3, unit: 'steps' });
  const profile = await profileTable({
    source: { files: [outPath], format: 'parquet', readOptions: {} },
    columns,
    names: ['data.parquet'],
    scratchPath: path.join(workDir, 'scratch.parquet'),
    tempDir,
    signal,
  });

  signal.throwIfAborted();
  const published = await publishOutput({
    ctx,
    input: {
      dataset: payload.name,
      description: payload.description,
      kind: 'split',
      files: [{ path: 'data.parquet', size: stored.size, sha256: stored.digest, rowCount }],
      format: 'parquet',
      readOptions: {},
      columns,
      rowCount,
      profile,
      source: {
        type: 'split',
        dataset: version.row.dataset.name,
        version: version.row.number,
        digest: version.row.digest,
        ...rule,
      },
      parentVersionId: version.row.id,
      runId: job.runId,
    },
  });
  if (published?.reused)
    log(`The same bytes are version ${published.number} of ${published.dataset} already; no new version was made.`);
  else if (published) log(`Published version ${published.number} of ${published.dataset}, digest ${published.digest}`);
  progress({ message: 'Published', done: 3, total: 3, unit: 'steps' });
}
