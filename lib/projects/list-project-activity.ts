import type { Ctx } from '../context.ts';
import { activityDays } from '../experiments/schema.ts';
import type { ProjectActivity } from './schema.ts';
import { projectDays, projectFigures } from './sql/project-activity.ts';

/** What goes on in every project, by slug. */
export async function listProjectActivity({ ctx }: { ctx: Ctx }): Promise<ProjectActivity[]> {
  const asked = { today: ctx.now().toISOString().slice(0, 10), days: activityDays };
  const [figures, days] = await Promise.all([projectFigures(ctx.db, asked), projectDays(ctx.db, asked)]);
  const bySlug = new Map(figures.map((one) => [one.slug, new Array<number>(activityDays).fill(0)]));
  for (const { slug, ago, runs } of days) {
    const mine = bySlug.get(slug);
    if (mine) mine[activityDays - 1 - ago] = runs;
  }
  return figures.map(({ lastRunAt, ...rest }) => ({
    ...rest,
    lastRunAt: lastRunAt === null ? null : new Date(lastRunAt).toISOString(),
    days: bySlug.get(rest.slug) ?? [],
  }));
}
