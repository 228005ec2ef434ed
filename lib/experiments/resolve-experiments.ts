import type { Ctx } from '../context.ts';
import { runStatement } from '../db/statement.ts';

// An experiment never changes its project and its number is never given again, and a project keeps its default one: what
// was found once stays true, and saves every search a round trip.
const known = new Map<string, number>();
const mostKnown = 10_000;

/** The experiments of the project among `ids`, archived ones too; 0 is its `Default`. Others are left out. */
export async function resolveExperiments(ctx: Ctx, ids: number[]): Promise<number[]> {
  const keyOf = (id: number) => `${ctx.project.id} ${id}`;
  const found = new Map<number, number>();
  for (const id of ids) {
    const real = known.get(keyOf(id));
    if (real !== undefined) found.set(id, real);
  }
  const unknown = ids.filter((id) => !found.has(id));
  if (unknown.length > 0) {
    for (const { id, isDefault } of await lookUp(ctx, unknown)) {
      for (const name of isDefault ? [id, 0] : [id]) {
        found.set(name, id);
        // Within a transaction it may be one that is never committed.
        if ('$transaction' in ctx.db) known.set(keyOf(name), id);
      }
    }
    if (known.size > mostKnown) known.clear();
  }
  const real = ids.flatMap((id) => found.get(id) ?? []);
  return [...new Set(real)].sort((a, b) => a - b);
}

function lookUp(ctx: Ctx, ids: number[]): Promise<{ id: number; isDefault: boolean }[]> {
  return runStatement(ctx.db, {
    name: 'resolve-experiments',
    text: `
      SELECT id, is_default AS "isDefault" FROM traza.experiment
      WHERE project_id = $1 AND (id = ANY($2::int[]) OR (is_default AND $3::boolean))`,
    values: [ctx.project.id, ids, ids.includes(0)],
  });
}
