import type { Ctx } from '../context.ts';
import type { Job } from '../db/generated/client.ts';
import { DomainError } from '../errors.ts';

/** The job with this id in this project. @throws DomainError NOT_FOUND */
export async function requireJob({ ctx, input }: { ctx: Ctx; input: { jobId: string } }): Promise<Job> {
  const job = await ctx.db.job.findFirst({ where: { id: input.jobId, projectId: ctx.project.id } });
  if (!job) throw new DomainError('NOT_FOUND', `Job ${input.jobId} does not exist in project ${ctx.project.slug}.`);
  return job;
}
