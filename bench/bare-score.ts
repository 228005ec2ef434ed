import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadModel } from '#jobs/runtimes/load-model.ts';
import { openTable } from '#jobs/tabular/open-table.ts';
import { prepareScorer } from '#jobs/tabular/score.ts';
import { writePredictions } from '#jobs/tabular/write-predictions.ts';

// The peer of a batch job: one process that reads, encodes, scores, writes and digests the same files, and nothing else.
// Arguments: model folder, Parquet file, rows of a partition, backend.

const [modelDir = '', file = '', rowsPerPartition = '100000', backend = ''] = process.argv.slice(2);
if (backend !== 'tfjs-node' && backend !== 'tfjs-wasm') throw new Error(`No backend "${backend}".`);
const out = mkdtempSync(path.join(tmpdir(), 'traza-bare-'));
try {
  const read = (name: string) => readFileSync(path.join(modelDir, name));
  const model = await loadModel({
    files: {
      'model.json': read('model.json'),
      'weights.bin': read('weights.bin'),
      'encoders.json': read('encoders.json'),
    },
    backend,
  });
  const source = { files: [file], format: 'parquet' as const, readOptions: {}, name: 'input' };
  const table = await openTable({ source, scratchDir: out });
  const scorer = await prepareScorer({ table, model });
  const step = Number(rowsPerPartition);
  for (let from = 0; from < table.rows; from += step) {
    const part = path.join(out, `part-${from}.parquet`);
    await writePredictions({ scorer, from, to: Math.min(from + step, table.rows), file: part });
    createHash('sha256').update(readFileSync(part)).digest('hex');
  }
  table.close();
} finally {
  rmSync(out, { recursive: true, force: true });
}
