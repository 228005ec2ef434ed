import type { Ctx } from '#lib/context.ts';
import { listDatasets } from '#lib/datasets/list-datasets.ts';
import { listModels } from '#lib/models/list-models.ts';

/** What a schedule can be about. */
export interface Choices {
  models: { name: string; aliases: string[]; newest: number }[];
  datasets: string[];
}

/** The models and datasets that the form offers. */
export async function loadChoices(ctx: Ctx): Promise<Choices> {
  const [models, datasets] = await Promise.all([
    listModels({ ctx }),
    listDatasets({ ctx, input: { kind: 'data', limit: 1_000 } }),
  ]);
  return {
    models: models.flatMap(({ name, aliases, latest }) =>
      latest ? [{ name, aliases: Object.keys(aliases), newest: latest.number }] : [],
    ),
    datasets: datasets.items.map(({ name }) => name),
  };
}
