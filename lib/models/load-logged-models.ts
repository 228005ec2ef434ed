import type { Ctx } from '../context.ts';
import type { LoggedModelRow } from '../mlflow/logged-model.ts';

/**
 * Logged models of this project with all that belongs to them, deleted ones too, in the order of `ids`; ids that name
 * none are left out.
 */
export async function loadLoggedModels({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { ids: string[] };
}): Promise<LoggedModelRow[]> {
  const rows = await ctx.db.loggedModel.findMany({
    where: { id: { in: input.ids }, projectId: ctx.project.id },
    include: {
      params: { orderBy: { key: 'asc' } },
      tags: { orderBy: { key: 'asc' } },
      metrics: { orderBy: [{ key: 'asc' }, { step: 'asc' }, { at: 'asc' }] },
    },
  });
  const experiments = await ctx.db.experiment.findMany({
    where: { id: { in: [...new Set(rows.map((row) => row.experimentId))] } },
    select: { id: true, isDefault: true, artifactLocation: true },
  });
  const experimentOf = new Map(experiments.map((one) => [one.id, one]));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return input.ids.flatMap((id) => {
    const row = byId.get(id);
    const experiment = row && experimentOf.get(row.experimentId);
    return row && experiment ? [{ ...row, experiment }] : [];
  });
}
