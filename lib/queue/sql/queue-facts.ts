import type { Ctx } from '../../context.ts';

/** What the queue looks like from the place of one queued job. */
export interface QueueFacts {
  id: string;
  /** Seconds until its backoff ends; 0 or less: it may start. */
  secondsLeft: number;
  /** Jobs that may start and go before it, over all projects. */
  ahead: number;
  slots: number;
  concurrencyKey: string | null;
  concurrencyLimit: number | null;
  concurrencyRunning: number;
  workersAlive: number;
  /** The backend it is pinned to, where no worker alive has it. */
  missingBackend: string | null;
  freeSlots: number;
  /** Names of runs of this project that hold slots now, oldest first, three at most. */
  busyWith: string[];
}

/** Reads them for several jobs at once. */
export async function queueFacts(ctx: Ctx, jobIds: string[], leaseMs: number): Promise<QueueFacts[]> {
  if (jobIds.length === 0) return [];
  return ctx.db.$queryRaw<QueueFacts[]>`
    WITH alive AS (
      SELECT id, slots, capabilities FROM traza.worker
      WHERE stopped_at IS NULL AND heartbeat_at > now() - ${leaseMs}::int * interval '1 ms'
    ), room AS (
      SELECT (SELECT count(*)::int FROM alive) AS workers,
        coalesce((SELECT sum(greatest(0, a.slots - (
          SELECT coalesce(sum(j.slots), 0) FROM traza.job j WHERE j.worker_id = a.id AND j.state = 'running')))
          FROM alive a), 0)::int AS free
    ), busy AS (
      SELECT coalesce(array_agg(name), '{}') AS names FROM (
        SELECT r.name FROM traza.job j JOIN traza.run r ON r.id = j.run_id
        WHERE j.state = 'running' AND j.slots > 0 AND j.project_id = ${ctx.project.id}
        ORDER BY j.started_at LIMIT 3) AS oldest
    )
    SELECT j.id, extract(epoch FROM j.available_at - now())::float8 AS "secondsLeft",
      (SELECT count(*)::int FROM traza.job o
       WHERE o.state = 'queued' AND o.available_at <= now()
         AND (-o.priority, o.available_at, o.id) < (-j.priority, j.available_at, j.id)) AS ahead,
      j.slots, j.concurrency_key AS "concurrencyKey", j.concurrency_limit AS "concurrencyLimit",
      (SELECT count(*)::int FROM traza.job o
       WHERE j.concurrency_key IS NOT NULL AND o.concurrency_key = j.concurrency_key AND o.state = 'running')
        AS "concurrencyRunning",
      CASE WHEN j.backend IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM alive WHERE alive.capabilities->'backends' ? j.backend) THEN j.backend END AS "missingBackend",
      room.workers AS "workersAlive", room.free AS "freeSlots", busy.names AS "busyWith"
    FROM traza.job j, room, busy
    WHERE j.id = ANY(${jobIds}) AND j.project_id = ${ctx.project.id} AND j.state = 'queued'`;
}
