import type { Ctx } from '../context.ts';
import { escapeLike } from '../db/escape-like.ts';
import type { SearchAnswer, SearchInput } from './schema.ts';

const perKind = 5;

/** Entities of the project whose name contains the text, or whose id begins with it; the newest of each kind first. */
export async function searchEntities({ ctx, input }: { ctx: Ctx; input: SearchInput }): Promise<SearchAnswer> {
  const { q } = input;
  const projectId = ctx.project.id;
  const name = { contains: escapeLike(q), mode: 'insensitive' } as const;
  const named = { projectId, OR: [{ name }, { id: { startsWith: escapeLike(q.toLowerCase()) } }] };
  const newest = { orderBy: { createdAt: 'desc' }, take: perKind } as const;
  const [experiments, runs, datasets, logged, models, jobs] = await Promise.all([
    ctx.db.experiment.findMany({ where: { projectId, name }, select: { id: true, name: true }, ...newest }),
    ctx.db.run.findMany({ where: named, select: { id: true, name: true, kind: true, status: true }, ...newest }),
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
      where: { projectId, OR: [{ name }, { digest: { startsWith: escapeLike(q) } }] },
      select: { id: true, name: true, digest: true },
      ...newest,
    }),
    ctx.db.model.findMany({ where: named, select: { id: true, name: true }, ...newest }),
    ctx.db.job.findMany({
      where: { projectId, OR: [{ run: { name } }, { id: { startsWith: escapeLike(q.toLowerCase()) } }] },
      select: { id: true, kind: true, state: true, run: { select: { name: true } } },
      ...newest,
    }),
  ]);
  return {
    items: [
      ...experiments.map((each) => ({
        kind: 'experiment' as const,
        id: String(each.id),
        name: each.name,
        detail: '',
        path: `/experiments/${each.id}`,
      })),
      ...runs.map((each) => ({
        kind: 'run' as const,
        id: each.id,
        name: each.name,
        detail: `${each.kind} · ${each.status}`,
        path: `/runs/${each.id}`,
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
    ],
  };
}

// A prediction set has a page for each version and none above them.
function datasetPath(name: string, kind: string, latest: number | undefined): string {
  if (kind !== 'predictions') return `/datasets/${encodeURIComponent(name)}`;
  return latest === undefined ? '/predictions' : `/predictions/${encodeURIComponent(name)}/${latest}`;
}
