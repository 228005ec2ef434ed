import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { flightsRecipe } from '#lib/example/flights-recipe.ts';
import { storySplits } from '#lib/example/flights-story.ts';
import { projectRoot } from '#lib/server/project-root.ts';
import { startPlatform } from '../platform.ts';
import { MlflowSession } from './mlflow-session.ts';

/** The points of one series in the order of their steps; `at` in milliseconds since 1970. */
export interface Curve {
  key: string;
  step: number[];
  at: number[];
  value: number[];
}

/**
 * Everything that a training of the example logs when it says each batch (some 3,400 steps): the losses, its speed and
 * memory, the evaluation of each epoch. Trained once and kept below .traza/bench/, because it takes a minute.
 */
export async function trainingCurves(say: (text: string) => void): Promise<Curve[]> {
  const recipe = { ...flightsRecipe, logEveryBatches: 1 };
  const digest = createHash('sha256').update(JSON.stringify(recipe)).digest('hex').slice(0, 12);
  const shelf = path.join(projectRoot, '.traza/bench');
  const file = path.join(shelf, `curves-${digest}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Curve[];
  say('training the example once, for its curves');
  const platform = await startPlatform({ DATABASE_URL: '' });
  try {
    await platform.job('/datasets/flights/imports', { example: 'flights-3m' });
    for (const split of storySplits) await platform.job('/datasets/flights/versions/1/splits', split);
    const payload = {
      recipe: { ...recipe, dataset: { name: 'flights-train' }, evaluation: { name: 'flights-may' } },
    };
    const { runId } = await platform.job('/jobs', { kind: 'train', payload });
    const session = new MlflowSession({ url: platform.url, connections: 'keep-alive' });
    const { data } = await session.getRun(runId);
    const curves: Curve[] = [];
    for (const { key } of data.metrics) curves.push({ key, ...(await session.history(runId, key)) });
    session.close();
    mkdirSync(shelf, { recursive: true });
    writeFileSync(file, JSON.stringify(curves));
    return curves;
  } finally {
    await platform.stop();
  }
}
