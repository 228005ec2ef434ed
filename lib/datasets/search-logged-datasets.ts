import type { Ctx } from '../context.ts';
import { runStatement } from '../db/statement.ts';
import { resolveExperiments } from '../experiments/resolve-experiments.ts';

/** A dataset that runs of an experiment said they read, and what for. */
export interface LoggedDatasetSummary {
  experiment: { id: number; isDefault: boolean };
  name: string;
  digest: string;
  context: string | null;
}

const most = 1_000;

/** The datasets that runs of these experiments logged, each with every context it was used in; at most 1,000. */
export async function searchLoggedDatasets({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { experimentIds: number[] };
}): Promise<LoggedDatasetSummary[]> {
  const experiments = await resolveExperiments(ctx, input.experimentIds);
  if (experiments.length === 0) return [];
  const rows = await runStatement<{
    id: number;
    isDefault: boolean;
    name: string;
    digest: string;
    context: string | null;
  }>(ctx.db, {
    name: 'search-logged-datasets',
    text: `
      SELECT DISTINCT e.id, e.is_default AS "isDefault", d.name, d.digest, i.tags ->> 'mlflow.data.context' AS context
      FROM traza.logged_dataset d
      JOIN traza.experiment e ON e.id = d.experiment_id
      JOIN traza.logged_input i ON i.dataset_id = d.id
      WHERE d.experiment_id = ANY($1::int[])
      ORDER BY e.id, d.name, d.digest, context LIMIT $2`,
    values: [experiments, most],
  });
  return rows.map(({ id, isDefault, ...rest }) => ({ experiment: { id, isDefault }, ...rest }));
}
