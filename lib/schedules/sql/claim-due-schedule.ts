import type { ProjectRef } from '../../context.ts';
import type { DbTransaction } from '../../db/client.ts';
import type { Schedule } from '../../db/generated/client.ts';

export interface DueSchedule {
  schedule: Schedule;
  project: ProjectRef;
  /** The database's clock: nobody else's decides what is due. */
  now: Date;
}

/** Takes hold of a schedule that is due, for this transaction. Those that another ticker holds are left to it. */
export async function claimDueSchedule(tx: DbTransaction, except: string[]): Promise<DueSchedule | undefined> {
  const [found] = await tx.$queryRaw<{ id: string; slug: string; now: Date }[]>`
    SELECT s.id, p.slug, now()
    FROM traza.schedule s JOIN traza.project p ON p.id = s.project_id
    WHERE s.next_at <= now() AND s.id <> ALL(${except})
    ORDER BY s.next_at
    LIMIT 1
    FOR NO KEY UPDATE OF s SKIP LOCKED`;
  if (!found) return undefined;
  const schedule = await tx.schedule.findUniqueOrThrow({ where: { id: found.id } });
  return { schedule, project: { id: schedule.projectId, slug: found.slug }, now: found.now };
}
