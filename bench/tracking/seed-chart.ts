import { pool } from '#lib/db/client.ts';
import { newId } from '#lib/ids.ts';
import { newPoints } from '#lib/metrics/blocks/points.ts';
import { sealPoints } from '#lib/metrics/blocks/seal-points.ts';
import { curveKeys, curveValue, randomFrom } from './workload.ts';

export interface ChartData {
  runIds: string[];
  keys: string[];
}

const runs = 50;
const points = 20_000;
const pointsOfLongest = 1_000_000;

/** How many points a series has, and what its random numbers begin with. */
export function chartSeries(data: Pick<ChartData, 'keys'>, run: number, key: number): { length: number; seed: number } {
  return { length: run === 0 && key === 0 ? pointsOfLongest : points, seed: run * data.keys.length + key };
}

/** Fifty runs with six metrics each, 20,000 points a series and a million in one, through the code that seals. */
export async function seedChart({ projectId }: { projectId: string }): Promise<ChartData> {
  const { rows } = await pool().query<{ id: number }>(
    "INSERT INTO traza.experiment (project_id, name) VALUES ($1, 'charts') RETURNING id",
    [projectId],
  );
  const keys = curveKeys.slice(0, 6);
  const runIds: string[] = [];
  for (let run = 0; run < runs; run += 1) {
    const runId = newId();
    await pool().query(
      `INSERT INTO traza.run (id, project_id, experiment_id, name, kind, status, actor, started_at, ended_at)
       VALUES ($1, $2, $3, $4, 'external', 'finished', 'bench', now(), now())`,
      [runId, projectId, rows[0]?.id, `curve ${run}`],
    );
    for (const [index, key] of keys.entries()) {
      await sealPoints({ runId, key, points: chartCurve({ key, ...chartSeries({ keys }, run, index) }) });
    }
    runIds.push(runId);
  }
  return { runIds, keys };
}

/** A curve over as many steps as it has points, half a second apart with a little unrest. */
export function chartCurve({ key, length, seed }: { key: string; length: number; seed: number }) {
  const random = randomFrom(seed);
  const made = newPoints(length);
  for (let step = 0; step < length; step += 1) {
    made.step[step] = step;
    made.at[step] = 1_780_000_000_000 + step * 500 + Math.floor(random() * 20);
    made.value[step] = curveValue({ key, step, random });
  }
  return made;
}
