import { saveArtifact } from '#lib/artifacts/save-artifact.ts';
import type { Ctx } from '#lib/context.ts';
import { publishVersion } from '#lib/datasets/publish-version.ts';
import { registerModel } from '#lib/models/register-model.ts';
import { createRun } from '../create-run.ts';

export const columns = [
  { name: 'date', type: 'TIMESTAMP' },
  { name: 'delay', type: 'SMALLINT' },
  { name: 'origin', type: 'VARCHAR' },
  { name: 'tags', type: 'VARCHAR[]' },
];

/** A dataset version whose bytes nobody reads. */
export async function dataset(ctx: Ctx, name: string, more: { columns?: typeof columns; text?: string } = {}) {
  const { digest, size } = await ctx.blobs.put(Buffer.from(more.text ?? 'bytes'));
  return publishVersion({
    ctx,
    input: {
      dataset: name,
      kind: 'import',
      files: [{ path: 'a.parquet', size, sha256: digest }],
      format: 'parquet',
      readOptions: {},
      columns: more.columns ?? columns,
      rowCount: 250,
      source: {},
    },
  });
}

/** The next version of the model `late`, which reads what `columns` has. */
export async function model(ctx: Ctx) {
  const { runId } = await createRun({ ctx, input: {} });
  const signature = {
    task: 'binary',
    inputs: [
      { name: 'date', type: 'timestamp', duckdbType: 'TIMESTAMP' },
      { name: 'origin', type: 'text', duckdbType: 'VARCHAR' },
    ],
    outputs: [{ name: 'probability', type: 'float' }],
    target: { name: 'delay' },
  };
  const files = { 'model.json': '{}', 'weights.bin': runId, 'signature.json': JSON.stringify(signature) };
  for (const [name, text] of Object.entries(files)) {
    await saveArtifact({ ctx, input: { runId, path: `model/${name}`, body: Buffer.from(text) } });
  }
  return registerModel({ ctx, input: { model: 'late', runId } });
}
