import { pool } from '#lib/db/client.ts';
import { newId } from '#lib/ids.ts';
import { sealPoints } from '#lib/metrics/blocks/seal-points.ts';
import { longKey, panelCurve, panelKeys } from './panel-curves.ts';

/**
 * An experiment of runs with long curves, through the code that seals: 30 metrics of `points` steps each, and one of
 * `longest`.
 * @returns the experiment
 */
export async function seedCurves(of: {
  projectId: string;
  name: string;
  runs: number;
  points: number;
  longest: number;
}): Promise<number> {
  const { rows } = await pool().query<{ id: number }>(
    "INSERT INTO traza.experiment (project_id, name, primary_metric, metric_direction) VALUES ($1, $2, 'val/accuracy', 'max') RETURNING id",
    [of.projectId, of.name],
  );
  const experimentId = rows[0]?.id ?? 0;
  for (let run = 0; run < of.runs; run += 1) {
    const runId = newId();
    await pool().query(
      `INSERT INTO traza.run
         (id, project_id, experiment_id, name, kind, status, actor, started_at, ended_at, last_word_at, sealed_at)
       VALUES ($1, $2, $3, $4, 'external', 'finished', 'bench', now() - interval '3 hours', now(), now(), now())`,
      [runId, of.projectId, experimentId, `curve ${run}`],
    );
    for (const [index, key] of [...panelKeys, longKey].entries()) {
      const length = key === longKey ? of.longest : of.points;
      await sealPoints({ runId, key, points: panelCurve({ key, length, seed: run * 100 + index }) });
    }
  }
  return experimentId;
}
