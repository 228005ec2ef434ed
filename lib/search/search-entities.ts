import type { Ctx } from '../context.ts';
import { escapeLike } from '../db/escape-like.ts';
import type { SearchAnswer, SearchHit, SearchInput } from './schema.ts';

const perKind = 5;

/** Entities of the project whose name contains the text, or whose id or digest begins with it (experiments by name alone); the newest of each kind first, archived ones last of all. */
export async function searchEntities({ ctx, input }: { ctx: Ctx; input: SearchInput }): Promise<SearchAnswer> {
  const { q } = input;
  const projectId = ctx.project.id;
  const name = { contains: escapeLike(q), mode: 'insensitive' } as const;
  const named = { projectId, OR: [{ name }, { id: { startsWith: escapeLike(q.toLowerCase()) } }] };
  const newest = { orderBy: { createdAt: 'desc' }, take: perKind } as const;
  const [experiments, runs, datasets, logged, models, jobs, schedules] = await Promise.all([
    liveFirst((archivedAt, take) =>
      ctx.db.experiment.findMany({
        where: { projectId, name, archivedAt },
        select: { id: true, name: true, archivedAt: true },
        ...newest,
        take,
      }),
    ),
    liveFirst((archivedAt, take) =>
      ctx.db.run.findMany({
        where: { ...named, archivedAt },
        select: { id: true, name: true, kind: true, status: true, archivedAt: true },
        ...newest,
        take,
      }),
    ),
    ctx.db.dataset.findMany({
      where: named,
      select: {
        id: true,
        name: true,
        kind: true,
        versions: { select: { number: true }, orderBy: { number: 'desc' }, take: 1 },
      },
      ...newest,
    }),
    ctx.db.loggedDataset.findMany({
      where: { projectId, OR: [...named.OR, { digest: { startsWith: escapeLike(q) } }] },
      select: { id: true, name: true, digest: true },
      ...newest,
    }),
    ctx.db.model.findMany({ where: named, select: { id: true, name: true }, ...newest }),
    ctx.db.job.findMany({
      where: { projectId, OR: [{ run: { name } }, { id: { startsWith: escapeLike(q.toLowerCase()) } }] },
      select: { id: true, kind: true, state: true, run: { select: { name: true } } },
      ...newest,
    }),
    ctx.db.schedule.findMany({
      where: { ...named, deletedAt: null },
      select: { id: true, name: true, cron: true },
      ...newest,
    }),
  ]);
  const items: (Omit<SearchHit, 'archived'> & { archivedAt?: Date | null })[] = [
    ...experiments.map((each) => ({
      kind: 'experiment' as const,
      id: String(each.id),
      name: each.name,
      detail: '',
      path: `/experiments/${each.id}`,
      archivedAt: each.archivedAt,
    })),
    ...runs.map((each) => ({
      kind: 'run' as const,
      id: each.id,
      name: each.name,
      detail: `${each.kind} · ${each.status}`,
      path: `/runs/${each.id}`,
      archivedAt: each.archivedAt,
    })),
    ...datasets.map((each) => ({
      kind: 'dataset' as const,
      id: each.id,
      name: each.name,
      detail: each.kind,
      path: datasetPath(each.name, each.kind, each.versions[0]?.number),
    })),
    ...logged.map((each) => ({
      kind: 'logged-dataset' as const,
      id: each.id,
      name: each.name,
      detail: each.digest,
      path: `/logged-datasets/${each.id}`,
    })),
    ...models.map((each) => ({
      kind: 'model' as const,
      id: each.id,
      name: each.name,
      detail: '',
      path: `/models/${encodeURIComponent(each.name)}`,
    })),
    ...jobs.map((each) => ({
      kind: 'job' as const,
      id: each.id,
      name: each.run.name,
      detail: `${each.kind} · ${each.state}`,
      path: `/jobs/${each.id}`,
    })),
    ...schedules.map((each) => ({
      kind: 'schedule' as const,
      id: each.id,
      name: each.name,
      detail: each.cron,
      path: `/schedules/${each.id}`,
    })),
  ];
  const hits = items.map(({ archivedAt, ...item }) => ({ ...item, archived: Boolean(archivedAt) }));
  return { items: [...hits.filter((hit) => !hit.archived), ...hits.filter((hit) => hit.archived)] };
}

/** Those that are not archived; where there are few, some that are. */
async function liveFirst<Row>(
  find: (archivedAt: null | { not: null }, take: number) => Promise<Row[]>,
): Promise<Row[]> {
  const live = await find(null, perKind);
  return live.length < perKind ? [...live, ...(await find({ not: null }, perKind - live.length))] : live;
}

// A prediction set has a page for each version and none above them.
function datasetPath(name: string, kind: string, latest: number | undefined): string {
  if (kind !== 'predictions') return `/datasets/${encodeURIComponent(name)}`;
  return latest === undefined ? '/predictions' : `/predictions/${encodeURIComponent(name)}/${latest}`;
}
