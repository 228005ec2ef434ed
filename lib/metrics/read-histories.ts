import type { Ctx } from '../context.ts';
import { inSnapshot } from '../db/in-snapshot.ts';
import { historyPage } from './blocks/history-page.ts';
import type { PointColumns } from './blocks/points.ts';
import { seriesRows } from './sql/series-rows.ts';

/**
 * The beginnings of the histories of one metric of several runs: by run id, and in each by (time, step, value), until
 * there are `most` points of all. Runs of other projects and without the metric are left out.
 */
export async function readHistories({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { runIds: string[]; key: string; most: number };
}): Promise<{ runId: string; points: PointColumns }[]> {
  const { runIds, key, most } = input;
  return inSnapshot(async (client) => {
    const histories: { runId: string; points: PointColumns }[] = [];
    let left = most;
    const series = await seriesRows(client, { projectId: ctx.project.id, runIds, keys: [key] });
    series.sort((a, b) => (a.runId < b.runId ? -1 : 1));
    for (const { id, runId, hot } of series) {
      if (left === 0) break;
      const { points } = await historyPage(client, { seriesId: id, hot: hot > 0, most: left });
      left -= points.length;
      histories.push({ runId, points });
    }
    return histories;
  });
}
