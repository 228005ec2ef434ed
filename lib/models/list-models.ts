import type { Ctx } from '../context.ts';
import { modelVersionShape } from './require-model-version.ts';
import type { ModelAnswer } from './schema.ts';
import { serializeModelVersion } from './serialize-model-version.ts';

/** The registered models of the project by name, each with its newest version and where its aliases point. */
export async function listModels({ ctx }: { ctx: Ctx }): Promise<ModelAnswer[]> {
  const rows = await ctx.db.model.findMany({
    where: { projectId: ctx.project.id, deletedAt: null, isPrompt: false },
    orderBy: { name: 'asc' },
    take: 1_000,
    include: {
      _count: { select: { versions: { where: { deletedAt: null } } } },
      aliases: { include: { version: { select: { number: true } } }, orderBy: { alias: 'asc' } },
      versions: {
        where: { deletedAt: null },
        orderBy: { number: 'desc' },
        take: 1,
        include: modelVersionShape,
      },
    },
  });
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    description: row.description,
    createdAt: row.createdAt.toISOString(),
    versions: row._count.versions,
    aliases: Object.fromEntries(row.aliases.map((one) => [one.alias, one.version.number])),
    latest: row.versions[0] ? serializeModelVersion(row.versions[0]) : null,
  }));
}
