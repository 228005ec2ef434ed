import type { Ctx } from '../context.ts';
import { type RunDetail, RunStatus } from './schema.ts';

const mostChildren = 100;
const link = { id: true, name: true, status: true } as const;

/** The run that a run is part of, and the runs that are part of it; archived ones left out. */
export async function loadFamily(
  ctx: Ctx,
  run: { id: string; parentRunId: string | null },
): Promise<Pick<RunDetail, 'parent' | 'children'>> {
  const here = { projectId: ctx.project.id, archivedAt: null };
  // Work that only checks a run names it as its parent too, and is shown as reproductions.
  const childrenOf = { ...here, parentRunId: run.id, kind: { not: 'reproduce' }, reproductionId: null };
  const [parent, children, total] = await Promise.all([
    run.parentRunId === null ? null : ctx.db.run.findFirst({ where: { ...here, id: run.parentRunId }, select: link }),
    ctx.db.run.findMany({ where: childrenOf, select: link, orderBy: { createdAt: 'asc' }, take: mostChildren }),
    ctx.db.run.count({ where: childrenOf }),
  ]);
  const shown = (one: { id: string; name: string; status: string }) => ({
    ...one,
    status: RunStatus.parse(one.status),
  });
  return { parent: parent && shown(parent), children: { total, items: children.map(shown) } };
}
