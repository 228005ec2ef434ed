import type { Ctx } from '../context.ts';
import { inSnapshot } from '../db/in-snapshot.ts';
import type { PointColumns } from './blocks/points.ts';
import { readStretches } from './blocks/read-stretches.ts';
import { samplePoints } from './blocks/sample-points.ts';
import { streamPoints } from './blocks/stream-points.ts';
import { everything } from './blocks/stretch.ts';
import { seriesRows } from './sql/series-rows.ts';

/**
 * At most `most` points of one metric of each of several runs, in the order of (step, time, value): the first and the last
 * one, and of equal parts between them one each, see samplePoints. Runs of other projects and without the metric are left
 * out; the others come in the order they were asked for.
 * @param input.from first and last step, both included
 */
export async function sampleHistory({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { runIds: string[]; key: string; most: number; from?: number | undefined; to?: number | undefined };
}): Promise<{ runId: string; points: PointColumns }[]> {
  const { runIds, key, most, from = everything.from, to = everything.to } = input;
  const window = { axis: 'step' as const, from, to };
  return inSnapshot(async (client) => {
    const rows = await seriesRows(client, { projectId: ctx.project.id, runIds, keys: [key] });
    const series = new Map(rows.map((row) => [row.runId, row]));
    const stretches = await readStretches(
      client,
      rows.map(({ id, count, hot }) => ({ seriesId: id, sealed: count - hot, hot, window, entries: 2 })),
    );
    const samples: { runId: string; points: PointColumns }[] = [];
    for (const runId of runIds) {
      const id = series.get(runId)?.id;
      const count = id === undefined ? 0 : (stretches.get(id)?.count ?? 0);
      if (id === undefined || count === 0) continue;
      samples.push({ runId, points: await samplePoints(streamPoints(client, id, window), { count, most }) });
    }
    return samples;
  });
}
