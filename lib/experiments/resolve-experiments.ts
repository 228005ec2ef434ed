import type { Ctx } from '../context.ts';
import { runStatement } from '../db/statement.ts';

// An experiment never changes its project and its number is never given again, and a project keeps its default one: what
// was found once stays true, and saves every search a round trip.
const known = new Map<string, number>();
const mostKnown = 10_000;

/** The experiments of the project among `ids`, archived ones too; 0 is its `Default`. Others are left out. */
export async function resolveExperiments(ctx: Ctx, ids: number[]): Promise<number[]> {
  const keyOf = (id: number) => `${ctx.project.id} ${id}`;
  const unknown = ids.filter((id) => !known.has(keyOf(id)));
  if (unknown.length > 0) {
    const rows = await runStatement<{ id: number; isDefault: boolean }>(ctx.db, {
      name: 'resolve-experiments',
      text: `
        SELECT id, is_default AS "isDefault" FROM traza.experiment
        WHERE project_id = $1 AND (id = ANY($2::int[]) OR (is_default AND $3::boolean))`,
      values: [ctx.project.id, unknown, unknown.includes(0)],
    });
    // Within a transaction it may be one that is never committed.
    if ('$transaction' in ctx.db) {
      if (known.size > mostKnown) known.clear();
      for (const { id, isDefault } of rows) {
        known.set(keyOf(id), id);
        if (isDefault) known.set(keyOf(0), id);
      }
    }
    const found = new Set(rows.map((row) => row.id));
    const ofDefault = rows.find((row) => row.isDefault)?.id;
    const resolved = ids.flatMap((id) => {
      const real = known.get(keyOf(id)) ?? (id === 0 ? ofDefault : found.has(id) ? id : undefined);
      return real === undefined ? [] : [real];
    });
    return [...new Set(resolved)].sort((a, b) => a - b);
  }
  return [...new Set(ids.flatMap((id) => known.get(keyOf(id)) ?? []))].sort((a, b) => a - b);
}
