import type { Ctx } from '../context.ts';
import type { LineageNode, NodeType } from './schema.ts';

export type NodeFacts = Omit<LineageNode, 'distance' | 'more'>;

/** What is shown of nodes, by their ids; ids that are not of this project are left out. */
export async function loadNodes(ctx: Ctx, wanted: { type: NodeType; id: string }[]): Promise<Map<string, NodeFacts>> {
  const ids = (type: NodeType) => wanted.filter((one) => one.type === type).map((one) => one.id);
  const here = { projectId: ctx.project.id };
  const [datasets, runs, models, code] = await Promise.all([
    ctx.db.datasetVersion.findMany({
      where: { ...here, id: { in: ids('dataset-version') } },
      select: {
        id: true,
        number: true,
        digest: true,
        kind: true,
        createdAt: true,
        dataset: { select: { name: true } },
      },
    }),
    ctx.db.run.findMany({
      where: { ...here, id: { in: ids('run') } },
      select: { id: true, name: true, kind: true, status: true, recipeDigest: true, createdAt: true },
    }),
    ctx.db.modelVersion.findMany({
      where: { ...here, id: { in: ids('model-version') } },
      select: {
        id: true,
        number: true,
        digest: true,
        flavor: true,
        createdAt: true,
        model: { select: { name: true } },
      },
    }),
    // Code belongs to the install; it is of this project when one of its recipes names it.
    ctx.db.recipe.findMany({
      where: { ...here, codeDigest: { in: ids('code') } },
      select: { codeDigest: true, createdAt: true },
      distinct: ['codeDigest'],
      orderBy: { createdAt: 'asc' },
    }),
  ]);
  const commits = await ctx.db.codeVersion.findMany({
    where: { digest: { in: code.flatMap((row) => row.codeDigest ?? []) } },
    select: { digest: true, kind: true, gitCommit: true },
  });
  const versionOf = new Map(commits.map((row) => [row.digest, row]));
  const nodes: NodeFacts[] = [
    ...datasets.map((row) => ({
      id: `dataset-version:${row.id}`,
      type: 'dataset-version' as const,
      label: `${row.dataset.name} version ${row.number}`,
      kind: row.kind,
      digest: row.digest,
      status: null,
      createdAt: row.createdAt.toISOString(),
      name: row.dataset.name,
      number: row.number,
    })),
    ...runs.map((row) => ({
      id: `run:${row.id}`,
      type: 'run' as const,
      label: row.name,
      kind: row.kind,
      digest: row.recipeDigest,
      status: row.status,
      createdAt: row.createdAt.toISOString(),
      name: row.name,
      number: null,
    })),
    ...models.map((row) => ({
      id: `model-version:${row.id}`,
      type: 'model-version' as const,
      label: `${row.model.name} version ${row.number}`,
      kind: row.flavor,
      digest: row.digest,
      status: null,
      createdAt: row.createdAt.toISOString(),
      name: row.model.name,
      number: row.number,
    })),
    ...code.map((row) => {
      const digest = row.codeDigest ?? '';
      const commit = versionOf.get(digest)?.gitCommit;
      return {
        id: `code:${digest}`,
        type: 'code' as const,
        label: commit
          ? `built-in at ${commit.slice(0, 12)}${commit.endsWith('-dirty') ? ' and changes' : ''}`
          : `built-in ${digest.slice(0, 12)}`,
        kind: versionOf.get(digest)?.kind ?? 'builtin',
        digest,
        status: null,
        createdAt: row.createdAt.toISOString(),
        name: commit ?? null,
        number: null,
      };
    }),
  ];
  return new Map(nodes.map((node) => [node.id, node]));
}
