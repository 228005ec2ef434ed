import type { Ctx } from '../../context.ts';
import type { SortValue } from '../../filter/sql/keyset.ts';
import type { Field, Filter, Term, Test } from '../../filter/tree.ts';
import { candidatesOf, headLetters, headOf } from './candidates.ts';
import { countCandidates } from './count-candidates.ts';
import type { FindRunsQuery } from './find-runs.ts';
import type { Phase } from './walks.ts';

/** Runs that share one value of the key that is walked. */
export interface TieGroup {
  value: SortValue;
  /** How many have the value, counted up to 5,000. */
  size: number;
  /** What finds those of the search among them, by the rest of its order. */
  query: FindRunsQuery;
}

/** Runs with one value beyond which their number no longer matters. */
const mostCounted = 5_000;

/** The runs that share one value of the key that is walked, where they are many: a search of its own. */
export async function tieGroup(
  ctx: Ctx,
  query: FindRunsQuery,
  phase: Phase,
  { value, ties }: { value: SortValue; ties: number },
): Promise<TieGroup | undefined> {
  const field = query.order[phase.term]?.field;
  const test = field && equalTo(field, value);
  const order = query.order.slice(phase.term + 1);
  if (!test || order.length === 0) return undefined;
  const term: Term = { kind: 'term', field, test, column: 0, valueColumn: 0 };
  const candidates = candidatesOf(term, ctx.project.id);
  if (!candidates) return undefined;
  const [size = 0] = await countCandidates(ctx, query.scope, [candidates], mostCounted);
  if (size < ties) return undefined;
  const filter: Filter = { kind: 'all', of: [query.filter, ...phase.requires, term] };
  return { value, size, query: { ...query, filter, order } };
}

function equalTo(field: Field, value: SortValue): Test | undefined {
  if (field.entity === 'metric') return { kind: 'number', operator: '=', value: Number(value) };
  const text = String(value);
  const isText = field.entity === 'param' || field.entity === 'tag' || field.key === 'run_name';
  // An index holds the beginnings of texts: longer ones may share theirs with others.
  return isText && headOf(text) === text && Array.from(text).length < headLetters
    ? { kind: 'text', operator: '=', value: text }
    : undefined;
}
