import type { Ctx } from '../context.ts';
import type { Prisma } from '../db/client.ts';

/**
 * Writes down who did what to which thing. Called inside the transaction that does it, so that there is never one
 * without the other.
 * @param action verb and noun: 'project.create', 'job.cancel'
 * @param subject what it was done to: 'run 0199…', 'model flights'
 */
export async function audit(
  ctx: Ctx,
  action: string,
  subject: string,
  detail: Prisma.InputJsonObject = {},
): Promise<void> {
  await ctx.db.auditEvent.create({
    data: { projectId: ctx.project.id, actor: ctx.actor, action, subject, detail, at: ctx.now() },
  });
}
