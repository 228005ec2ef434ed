import type { NodeKind } from '#app/_ui/lineage/node-view.ts';
import { statusWord } from '#app/_ui/run/status-of.ts';
import type { Ctx } from '#lib/context.ts';
import { listDatasets } from '#lib/datasets/list-datasets.ts';
import { listModels } from '#lib/models/list-models.ts';
import { listRuns } from '#lib/runs/list-runs.ts';
import { text } from '#lib/ui/text/text.ts';

export interface Choice {
  node: string;
  kind: NodeKind;
  name: string;
  number: number | null;
  detail: string;
  at: string;
}

const mostOfAKind = 12;

/** The newest things of each kind to start from. */
export async function loadChoices(ctx: Ctx): Promise<Choice[]> {
  const [runs, models, data, predictions] = await Promise.all([
    listRuns({ ctx, input: { limit: mostOfAKind } }),
    listModels({ ctx }),
    listDatasets({ ctx, input: { kind: 'data' } }),
    listDatasets({ ctx, input: { kind: 'predictions' } }),
  ]);
  const newest = (choices: Choice[]) => choices.sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, mostOfAKind);
  const versions = (page: typeof data, kind: 'dataset' | 'predictions') =>
    page.items.flatMap(({ name, latest }): Choice[] =>
      latest
        ? [
            {
              node: `dataset-version:${latest.id}`,
              kind,
              name,
              number: latest.number,
              detail: kind === 'predictions' ? text.lineage.kinds.predictions : latest.kind,
              at: latest.createdAt,
            },
          ]
        : [],
    );
  return [
    ...newest(
      runs.items.map((run) => ({
        node: `run:${run.id}`,
        kind: 'run' as const,
        name: run.name,
        number: null,
        detail: `${run.kind} · ${statusWord(run.status)}`,
        at: run.createdAt,
      })),
    ),
    ...newest(
      models.flatMap(({ name, latest }): Choice[] =>
        latest
          ? [
              {
                node: `model-version:${latest.id}`,
                kind: 'model',
                name,
                number: latest.number,
                detail: latest.aliases.map((alias) => `@${alias}`).join(' '),
                at: latest.createdAt,
              },
            ]
          : [],
      ),
    ),
    ...newest(versions(predictions, 'predictions')),
    ...newest(versions(data, 'dataset')),
  ];
}
