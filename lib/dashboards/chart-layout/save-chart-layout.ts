import { type Ctx, withTransaction } from '../../context.ts';
import { DomainError } from '../../errors.ts';
import { announce } from '../../events/announce.ts';
import { requireExperiment } from '../../experiments/require-experiment.ts';
import { parseInput } from '../../parse-input.ts';
import { type ChartLayoutAnswer, SaveChartLayoutInput } from './schema.ts';

/**
 * Lays the charts of an experiment out in another way, for everybody. Of two who start from one revision the later is
 * refused: it reads what is there and makes its change again.
 * @throws DomainError NOT_FOUND (experiment), INVALID_INPUT, CONFLICT (field `revision`: saved since)
 */
export async function saveChartLayout({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { experimentId: number } & SaveChartLayoutInput;
}): Promise<ChartLayoutAnswer> {
  const { experimentId: asked, ...rest } = input;
  const { layout, revision } = parseInput(SaveChartLayoutInput, rest, 'body');
  const experimentId = await withTransaction(ctx, async (tx) => {
    const { id } = await requireExperiment(tx, asked);
    const data = { layout, revision: revision + 1, updatedAt: ctx.now(), updatedBy: ctx.actor };
    const { count } =
      revision === 0
        ? await tx.db.chartLayout.createMany({
            data: { ...data, experimentId: id, projectId: ctx.project.id },
            skipDuplicates: true,
          })
        : await tx.db.chartLayout.updateMany({ where: { experimentId: id, revision }, data });
    if (count === 0) throw await savedSince(tx, id, revision);
    return id;
  });
  announce(ctx, { topic: 'experiment', id: String(experimentId) });
  return { layout, revision: revision + 1 };
}

async function savedSince(ctx: Ctx, experimentId: number, from: number): Promise<DomainError> {
  const row = await ctx.db.chartLayout.findUnique({ where: { experimentId } });
  return new DomainError(
    'CONFLICT',
    `${row?.updatedBy ?? 'Somebody'} laid the charts of experiment ${experimentId} out in another way after the revision ${from} that this starts from.`,
    {
      fields: [{ path: 'revision', message: `is ${row?.revision ?? 0} now` }],
      hint: 'Read the layout, make the change in it, and send it with its revision.',
    },
  );
}
