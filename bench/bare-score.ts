import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadModel } from '#jobs/runtimes/load-model.ts';
import { openTable } from '#jobs/tabular/open-table.ts';
import { writePredictions } from '#jobs/tabular/write-predictions.ts';
import { backends } from '#lib/queue/kinds/backends.ts';

// The peer of a batch job: one process that reads, encodes, scores, writes and digests the same files, and nothing else.
// Arguments: model folder, Parquet file, rows of a partition, backend.

const [modelDir = '', file = '', rowsPerPartition = '100000', name = ''] = process.argv.slice(2);
const backend = backends.find((one) => one === name);
if (!backend) throw new Error(`No backend "${name}".`);
const out = mkdtempSync(path.join(tmpdir(), 'traza-bare-'));
try {
  const files = new Map(readdirSync(modelDir).map((one) => [one, path.join(modelDir, one)]));
  const model = await loadModel({ files, signature: null, backend, scratchDir: out, cacheDir: out, log: () => {} });
  const source = { files: [file], format: 'parquet' as const, readOptions: {}, name: 'input' };
  const table = await openTable({ source, scratchDir: out });
  const prepared = await model.prepare({ table });
  const step = Number(rowsPerPartition);
  for (let from = 0; from < table.rows; from += step) {
    const part = path.join(out, `part-${from}.parquet`);
    await writePredictions({ prepared, from, to: Math.min(from + step, table.rows), file: part });
    createHash('sha256').update(readFileSync(part)).digest('hex');
  }
  table.close();
} finally {
  rmSync(out, { recursive: true, force: true });
}
