import { assertFence, type Ctx, type Fence, withTransaction } from '../context.ts';

/**
 * Takes over what is done of the job this one tries again, so that a canceled or failed batch goes on where it
 * stopped. Only where recipe and environment are equal: then the bytes would be, too.
 * @returns how many partitions were taken over
 * @throws DomainError LEASE_LOST
 */
export async function adoptPartitions({ ctx }: { ctx: Ctx & { fence: Fence } }): Promise<number> {
  return withTransaction(ctx, async (inner) => {
    await assertFence(inner);
    return inner.db.$executeRaw`
      UPDATE traza.partition p
      SET state = 'done', attempt = o.attempt, worker_id = o.worker_id, lost = o.lost, rows = o.rows,
          quarantined = o.quarantined, output_digest = o.output_digest, output_size = o.output_size,
          quarantine_digest = o.quarantine_digest, stats = o.stats, started_at = o.started_at,
          finished_at = o.finished_at
      FROM traza.job j
      JOIN traza.run r ON r.id = j.run_id
      JOIN traza.job before ON before.id = j.retry_of_id AND before.project_id = j.project_id
      JOIN traza.run was ON was.id = before.run_id
      JOIN traza.partition o ON o.job_id = before.id AND o.state = 'done'
      WHERE j.id = ${ctx.fence.jobId} AND p.job_id = j.id AND p.state = 'waiting' AND o.index = p.index
        AND o.row_start = p.row_start AND o.row_end = p.row_end
        AND was.recipe_digest = r.recipe_digest AND was.environment_digest = r.environment_digest
        AND r.reproduction_id IS NULL`;
  });
}
