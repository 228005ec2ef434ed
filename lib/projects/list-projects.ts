import type { Ctx } from '../context.ts';
import type { ProjectAnswer } from './schema.ts';
import { serializeProject } from './serialize-project.ts';

/** All projects by slug. Until accounts come, the owner sees them all. */
export async function listProjects({ ctx }: { ctx: Ctx }): Promise<ProjectAnswer[]> {
  const rows = await ctx.db.project.findMany({ orderBy: { slug: 'asc' }, take: 1000 });
  return rows.map(serializeProject);
}
