import type { Ctx } from '../context.ts';
import type { ModelAnswer } from './schema.ts';
import { serializeModelVersion } from './serialize-model-version.ts';

/** The registered models of the project by name, each with its newest version and where its aliases point. */
export async function listModels({ ctx }: { ctx: Ctx }): Promise<ModelAnswer[]> {
  const rows = await ctx.db.model.findMany({
    where: { projectId: ctx.project.id },
    orderBy: { name: 'asc' },
    take: 1_000,
    include: {
      _count: { select: { versions: true } },
      aliases: { include: { version: { select: { number: true } } }, orderBy: { alias: 'asc' } },
      versions: {
        orderBy: { number: 'desc' },
        take: 1,
        include: {
          model: { select: { id: true, name: true } },
          aliases: { select: { alias: true }, orderBy: { alias: 'asc' } },
          files: { orderBy: { path: 'asc' } },
        },
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
