import { z } from 'zod';
import type { Ctx } from '../context.ts';
import { env } from '../env.ts';
import type { WorkerAnswer } from './schema.ts';

interface Row {
  id: string;
  name: string;
  host: string;
  pid: number;
  slots: number;
  capabilities: unknown;
  state: WorkerAnswer['state'];
  startedAt: Date;
  heartbeatAt: Date;
  stoppedAt: Date | null;
}

/** Workers of the platform, those alive first; of those that are gone the last fifty. */
export async function listWorkers({ ctx }: { ctx: Ctx }): Promise<{ items: WorkerAnswer[] }> {
  const rows = await ctx.db.$queryRaw<Row[]>`
    SELECT id, name, host, pid, slots, capabilities, started_at AS "startedAt", heartbeat_at AS "heartbeatAt",
      stopped_at AS "stoppedAt",
      CASE WHEN stopped_at IS NOT NULL THEN 'stopped'
           WHEN heartbeat_at > now() - ${env().leaseMs}::int * interval '1 ms' THEN 'alive'
           ELSE 'lost' END AS state
    FROM traza.worker
    ORDER BY stopped_at IS NULL AND heartbeat_at > now() - ${env().leaseMs}::int * interval '1 ms' DESC, started_at DESC
    LIMIT 50`;
  const jobs = await ctx.db.job.findMany({
    where: { projectId: ctx.project.id, state: 'running', workerId: { in: rows.map((row) => row.id) } },
    orderBy: { startedAt: 'asc' },
    select: { id: true, runId: true, kind: true, slots: true, workerId: true },
  });
  return {
    items: rows.map((row) => ({
      ...row,
      capabilities: z.record(z.string(), z.json()).parse(row.capabilities),
      startedAt: row.startedAt.toISOString(),
      heartbeatAt: row.heartbeatAt.toISOString(),
      stoppedAt: row.stoppedAt?.toISOString() ?? null,
      jobs: jobs.filter((job) => job.workerId === row.id).map(({ workerId: _, ...job }) => job),
    })),
  };
}
