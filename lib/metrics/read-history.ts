import type { Ctx } from '../context.ts';
import { inSnapshot } from '../db/in-snapshot.ts';
import { type HistoryPlace, historyPage } from './blocks/history-page.ts';
import type { PointColumns } from './blocks/points.ts';
import { seriesRows } from './sql/series-rows.ts';

/** Points in the order of (time, step, value). */
export interface History {
  points: PointColumns;
  /** Where the next page begins; undefined on the last one. */
  next: HistoryPlace | undefined;
}

/** Part of the history of one metric of a run. @returns undefined when the project has no such run or metric */
export async function readHistory({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { runId: string; key: string; after?: HistoryPlace | undefined; most: number };
}): Promise<History | undefined> {
  const { runId, key, after, most } = input;
  return inSnapshot(async (client) => {
    const [series] = await seriesRows(client, { projectId: ctx.project.id, runIds: [runId], keys: [key] });
    if (!series) return undefined;
    const { points, more } = await historyPage(client, { seriesId: series.id, hot: series.hot > 0, after, most });
    const last = points.length - 1;
    const next = { at: points.at[last] ?? 0, step: points.step[last] ?? 0, value: points.value[last] ?? 0 };
    return { points, next: more ? next : undefined };
  });
}
