import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeFlights } from '#jobs/testing/flights-sample.ts';
import { hasTfjsNode, type TrainedApart, trainApart } from '#jobs/testing/train-apart.ts';
import { flightsRecipe } from '#lib/example/flights-recipe.ts';
import type { TfjsBackend } from '#lib/queue/kinds/backends.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'traza-bits-'));
const train = path.join(dir, 'train.parquet');
const first: Partial<Record<TfjsBackend, TrainedApart>> = {};

beforeAll(async () => {
  await writeFlights(train, { rows: 12_000 });
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

// Dropout draws masks while it learns, and its masks must repeat too.
const run = (backend: TfjsBackend, more: { seed?: number; noise?: boolean } = {}) =>
  trainApart({
    recipe: {
      ...flightsRecipe,
      backend,
      holdout: 0.2,
      epochs: 2,
      batchSize: 1_024,
      dropout: 0.2,
      seed: more.seed ?? 42,
    },
    train,
    ...(more.noise ? { noise: true } : {}),
  });

const backends: TfjsBackend[] = ['tfjs-wasm', 'tfjs-node'];
for (const backend of backends) {
  const here = backend === 'tfjs-wasm' || hasTfjsNode();
  test.skipIf(!here)(
    `two fresh processes on ${backend} give the same bytes, whatever else draws random numbers`,
    async () => {
      const [one, two] = [await run(backend), await run(backend, { noise: true })];
      expect(one.backend).toBe(backend);
      expect(two.digests).toEqual(one.digests);
      expect(two.metrics).toEqual(one.metrics);
      expect(Object.keys(one.digests).sort()).toEqual([
        'encoders.json',
        'input_example.json',
        'model.json',
        'signature.json',
        'weights.bin',
      ]);
      first[backend] = one;
    },
  );
}

test('another seed gives other weights, and the same documents but for them', async () => {
  const other = await run('tfjs-wasm', { seed: 43 });
  const one = first['tfjs-wasm'];
  expect(other.digests['weights.bin']).not.toBe(one?.digests['weights.bin']);
  expect(other.digests['model.json']).not.toBe(one?.digests['model.json']);
  expect(other.digests['signature.json']).toBe(one?.digests['signature.json']);
});

test.skipIf(!hasTfjsNode())('another backend gives other bytes and nearly the same metrics', () => {
  const [wasm, native] = [first['tfjs-wasm'], first['tfjs-node']];
  expect(native?.digests['weights.bin']).not.toBe(wasm?.digests['weights.bin']);
  expect(native?.digests['encoders.json']).toBe(wasm?.digests['encoders.json']);
  expect(Math.abs((native?.metrics['eval/auc'] ?? 0) - (wasm?.metrics['eval/auc'] ?? 1))).toBeLessThan(0.005);
});
