import type { Ctx } from '../context.ts';
import type { ProjectStorage } from './schema.ts';
import { projectStorage } from './sql/project-storage.ts';

/** What the files of every project take. It reads every file that there is. */
export function listProjectStorage({ ctx }: { ctx: Ctx }): Promise<ProjectStorage[]> {
  return projectStorage(ctx.db);
}
