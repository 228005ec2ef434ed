import { audit } from '../../audit/audit.ts';
import { type Ctx, withTransaction } from '../../context.ts';
import { runSql, sql } from '../../db/sql.ts';
import { deleteTag } from '../../tags/delete-tag.ts';
import { isRecipeTag, parentRunTag, runNameTag } from '../../tags/known-tags.ts';
import { setTags } from '../../tags/set-tags.ts';
import { type Outcome, sortOut } from './outcome.ts';
import { type LockedRun, lockRuns } from './sql/lock-runs.ts';

export interface TagChange {
  key: string;
  /** null removes the tag. */
  value: string | null;
}

/** Sets a tag of runs, or removes it, in one transaction. */
export function tagRuns(ctx: Ctx, ids: string[], change: TagChange): Promise<Outcome[]> {
  const { key, value } = change;
  return withTransaction(ctx, async (tx) => {
    const locked = await lockRuns(tx.db, { projectId: ctx.project.id, ids });
    const tags = await tx.db.tag.findMany({ where: { runId: { in: locked.map((run) => run.id) }, key } });
    // A run has a name without having the tag, and keeps it when the tag is removed.
    const before = new Map(
      key === runNameTag && value !== null
        ? locked.map((run) => [run.id, run.name])
        : tags.map((tag) => [tag.runId, tag.value]),
    );
    const sorted = sortOut(ids, locked, (run) => {
      if (run.archived) return 'archived';
      // An empty name leaves a run the one that it has.
      if (key === runNameTag && value === '') return 'unchanged';
      return (before.get(run.id) ?? null) === value ? 'unchanged' : undefined;
    });
    if (sorted.change.length > 0) {
      await write(tx, sorted.change, change);
      const runs = sorted.change.map((run) => run.id);
      await audit(tx, value === null ? 'run.untag' : 'run.tag', `${runs.length} runs`, { key, runs });
    }
    const changed = sorted.change.map(({ id, experimentId }) => ({ id, experimentId, before: before.get(id) ?? null }));
    return [...sorted.skipped, ...changed];
  });
}

type Tx = Parameters<Parameters<typeof withTransaction>[1]>[0];

async function write(tx: Tx, runs: LockedRun[], { key, value }: TagChange): Promise<void> {
  const ids = runs.map((run) => run.id);
  // Such tags are kept in columns too, or are part of the recipe.
  if (key === runNameTag || key === parentRunTag || isRecipeTag(key)) {
    for (const runId of ids) {
      if (value === null) await deleteTag({ ctx: tx, input: { runId, key } });
      else await setTags({ ctx: tx, input: { runId, tags: { [key]: value } } });
    }
  } else if (value === null) await tx.db.tag.deleteMany({ where: { runId: { in: ids }, key } });
  else {
    await runSql(
      tx.db,
      sql`INSERT INTO traza.tag (run_id, experiment_id, key, value)
        SELECT r.id, r.experiment_id, ${key}::text, ${value}::text FROM traza.run r WHERE r.id = ANY(${ids}::text[])
        ON CONFLICT (run_id, key) DO UPDATE SET value = excluded.value`,
    );
  }
}
