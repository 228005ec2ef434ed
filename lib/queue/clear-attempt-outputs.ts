import { assertFence, type Ctx, type Fence, withTransaction } from '../context.ts';

/**
 * Removes what earlier attempts of a run wrote, so that a retry starts clean: points, series, artifacts, summary.
 * Logs stay, each line with its attempt. Params, tags and inputs belong to the request and stay too.
 * @throws DomainError LEASE_LOST
 */
export async function clearAttemptOutputs({
  ctx,
  input,
}: {
  ctx: Ctx & { fence: Fence };
  input: { runId: string };
}): Promise<void> {
  await withTransaction(ctx, async (inner) => {
    await assertFence(inner);
    const { db } = inner;
    // Who changes the points of a series holds its row first; a sealer may be at them.
    await db.$queryRaw`
      SELECT FROM traza.metric_series WHERE run_id = ${input.runId} ORDER BY id FOR UPDATE`;
    await db.$executeRaw`
      DELETE FROM traza.metric_hot h USING traza.metric_series s
      WHERE h.series_id = s.id AND s.run_id = ${input.runId}`;
    await db.metricSeries.deleteMany({ where: { runId: input.runId } });
    await db.artifact.deleteMany({ where: { runId: input.runId } });
    await db.run.update({ where: { id: input.runId }, data: { summary: {}, taintedReason: null } });
  });
}
