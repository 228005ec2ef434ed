import type { Ctx } from '../../context.ts';
import { type Sql, sql } from '../../db/sql.ts';
import type { SortColumn, SortValue } from '../../filter/sql/keyset.ts';
import { conjuncts, type Filter, type OrderTerm, type Term, type Test, without } from '../../filter/tree.ts';
import { runStatuses } from '../schema.ts';
import { type Asked, askFew, askPage, type FoundRun } from './ask-page.ts';
import { candidatesOf } from './candidates.ts';
import { isCommon, rememberCommon } from './common-terms.ts';
import { fewestCandidates } from './count-candidates.ts';
import type { ListedTerm } from './few-statement.ts';
import type { PageStatement, RunScope, RunSource } from './page-statement.ts';
import { mlflowStatusWords } from './run-status-words.ts';
import { termColumns } from './sort-columns.ts';
import { tieGroup } from './tie-group.ts';
import { alongProject, type Phase, phasesOf } from './walks.ts';

export interface FindRunsQuery {
  scope: RunScope;
  filter: Filter;
  /** Conditions on the run `r` beside the filter. */
  conditions: Sql[];
  /** The keys of the order; the last one is a time that every run has. */
  order: OrderTerm[];
  /** Runs equal in all keys come in this order of their ids. */
  idDescending: boolean;
  /** The position of the run after which the page begins. */
  after: SortValue[] | undefined;
  limit: number;
  /** Whether the runs come with all that they hold; for pages of a few hundred. */
  withTexts?: boolean;
}

/** Measured bounds; tests make them small to come by every way. */
export interface Effort {
  /** Where a comparison has at most so many runs, these are looked at and no others. */
  few: number;
  /** More of them are held against the runs of the other comparisons in memory. */
  oneByOne: number;
  /** The same, at most, once a walk turned out to be long: the longer the fewer runs it found. */
  many: number;
  /** Runs that a walk may come by before it is given up, beside 20 for each run wanted. */
  walk: number;
  /** A walk that ends among so many runs with one value goes on with a search of those by the rest of the order. */
  ties: number;
  /** Such searches within one page. */
  groups: number;
}

const usual: Effort = { few: 1_000, oneByOne: 40, many: 50_000, walk: 1_000, ties: 200, groups: 8 };

/**
 * The ids of one page of runs in their order. Runs are found along the index of the first key of the order, each looked
 * at once, until the page is full; where a comparison fits few runs, those are sorted instead.
 *
 * Medians on two busy cores, in an experiment of 1,000 runs and in one of 100,000 (50 metrics, 30 params, 5 tags each):
 * comparisons of a metric, a param and a tag that one run in 24 fits, 25 runs by the same metric: 5.6 and 6.3 ms; by
 * another metric: 5.5 and 7.8; comparisons that one run fits: 1.3 and 1.3. 100 runs by a param: 1.2 and 2.0; by name: 0.8
 * and 0.8; by end: 1.0 and 0.9; by status: 2.6 and 2.6; by a tag of four values: 2 and 10, then by a metric: 5 and 28.
 * What stays slow at 100,000: rare matches of comparisons that are not rare by themselves, some 300 ms.
 */
export async function findRuns(ctx: Ctx, query: FindRunsQuery, effort: Effort = usual): Promise<FoundRun[]> {
  const byStatus = 'experiments' in query.scope ? await byEachStatus(ctx, query, effort) : undefined;
  if (byStatus) return byStatus;
  const id: SortColumn = { sql: sql`r.id`, type: 'text', descending: query.idDescending };
  const base: PageStatement = {
    scope: query.scope,
    terms: query.order.map(termColumns),
    id,
    filter: query.filter,
    conditions: [sql`r.project_id = ${ctx.project.id}`, ...query.conditions],
    fixed: [],
    after: query.after,
    limit: query.limit,
    withTexts: query.withTexts ?? false,
  };
  const terms = conjuncts(query.filter);
  const listed = terms.flatMap((term) => {
    const candidates = candidatesOf(term, ctx.project.id);
    return candidates ? [{ term, candidates }] : [];
  });
  const few = await amongFew(ctx, base, listed, effort);
  if (few) return few;

  const phases = 'project' in query.scope ? phasesOfProject(ctx, query.order) : phasesOf(query.order, terms);
  const found: FoundRun[] = [];
  // Where nothing but archived runs is left out, nearly every run that a walk comes by is one of the page.
  const unfiltered = query.filter.kind === 'all' && query.filter.of.length === 0 && query.conditions.length < 2;
  const unfit = unfiltered ? 0 : 20 * query.limit;
  let budget: number | undefined = effort.walk + query.limit + unfit;
  let groups = effort.groups;
  for (const phase of phases) {
    let after = afterIn(phase, query.after);
    if (after === 'passed') continue;
    const filter: Filter = { kind: 'all', of: [without(query.filter, phase.implied), ...phase.requires] };
    let beyond: SortValue | undefined;
    for (;;) {
      const page: PageStatement = { ...base, fixed: phase.fixed, filter, after, limit: query.limit - found.length };
      const asked: Asked = await askPage(ctx, page, sourceOf(phase, budget, beyond));
      found.push(...asked.runs);
      if (asked.stoppedAt === undefined || found.length >= query.limit) break;
      const last = asked.runs.at(-1);
      if (last) after = last.position.slice(phase.fixed.length);
      const group =
        groups > 0 ? await tieGroup(ctx, query, phase, { value: asked.stoppedAt, ties: effort.ties }) : undefined;
      if (group) {
        const before = found.length;
        const within = after !== undefined && after[0] === group.value ? after.slice(1) : undefined;
        const rest = { ...group.query, after: within, limit: query.limit - found.length };
        for (const run of await findRuns(ctx, rest, effort)) {
          found.push({ ...run, position: [...phase.fixed, group.value, ...run.position] });
        }
        after = undefined;
        beyond = group.value;
        if (found.length >= query.limit) break;
        // Where few of them fit, few of the next ones will: better to look at all that fit at once.
        groups = (found.length - before) * 50 < group.size ? 0 : groups - 1;
        continue;
      }
      // A candidate costs twice what a step of the walk does.
      const density = Math.max(asked.runs.length, 0.5) / (budget ?? 1);
      const steps = (query.limit - found.length) / density;
      const candidates = listed.map((one) => one.candidates);
      const many = await fewestCandidates(ctx, query.scope, candidates, Math.min(effort.many, Math.ceil(steps / 2)));
      if (many) return (await askPage(ctx, base, { kind: 'candidates', select: many.select })).runs;
      budget = undefined;
    }
    if (found.length >= query.limit) break;
  }
  return found;
}

/** The page where few runs fit one of the comparisons; undefined where many fit each. */
async function amongFew(
  ctx: Ctx,
  page: PageStatement,
  listed: ListedTerm[],
  { few, oneByOne }: Effort,
): Promise<FoundRun[] | undefined> {
  if (!('experiments' in page.scope)) return undefined;
  const { experiments } = page.scope;
  const indexed = listed.filter(({ term, candidates }) => !candidates.scans && !isCommon(experiments, term, few));
  if (indexed.length === 0) return undefined;
  const found = await askFew(ctx, page, { indexed, few, oneByOne });
  if (found) return found;
  const terms = indexed.map((one) => one.term);
  rememberCommon(experiments, terms, few);
  return undefined;
}

/** Runs ordered by status first: one search for each of the few words there are. */
async function byEachStatus(ctx: Ctx, query: FindRunsQuery, effort: Effort): Promise<FoundRun[] | undefined> {
  const [first, ...order] = query.order;
  if (first?.field.entity !== 'attribute' || order.length === 0) return undefined;
  const { key } = first.field;
  if (key !== 'status' && key !== 'state') return undefined;
  const words = runStatuses.map((state) => (key === 'state' ? state : mlflowStatusWords[state])).toSorted();
  if (first.descending) words.reverse();
  const begin = query.after ? words.indexOf(String(query.after[0])) : 0;
  const found: FoundRun[] = [];
  for (const [index, word] of words.entries()) {
    if (index < begin) continue;
    const test: Test = { kind: 'text', operator: '=', value: word };
    const term: Term = { kind: 'term', field: first.field, test, column: 0, valueColumn: 0 };
    const runs = await findRuns(
      ctx,
      {
        ...query,
        filter: { kind: 'all', of: [query.filter, term] },
        order,
        after: query.after && index === begin ? query.after.slice(1) : undefined,
        limit: query.limit - found.length,
      },
      effort,
    );
    found.push(...runs.map((run) => ({ ...run, position: [word, ...run.position] })));
    if (found.length >= query.limit) break;
  }
  return found;
}

function sourceOf({ walks, term }: Phase, budget: number | undefined, beyond: SortValue | undefined): RunSource {
  if (!walks) return { kind: 'all' };
  // Among runs that are all equal by the index, a walk cannot say which come first.
  const ordered = walks.every((one) => one.columns.length > 0);
  return { kind: 'walks', walks, term, budget: ordered ? budget : undefined, beyond };
}

/** A project's runs by creation have an index; by anything else they are sorted. */
function phasesOfProject(ctx: Ctx, [first]: OrderTerm[]): Phase[] {
  const phase = { fixed: [], requires: [], term: 0, implied: [] };
  const byCreation = first?.field.entity === 'attribute' && first.field.key === 'created';
  return [{ ...phase, walks: byCreation ? [alongProject(ctx.project.id, first.descending)] : undefined }];
}

/** Where a page begins within a phase: undefined for its start, 'passed' where the phase lies before the page. */
function afterIn(phase: Phase, after: SortValue[] | undefined): SortValue[] | undefined | 'passed' {
  if (!after) return undefined;
  for (const [index, fixed] of phase.fixed.entries()) {
    const value = after[index] ?? 0;
    // Only ranks differ; they ascend.
    if (fixed !== value) return Number(fixed) < Number(value) ? 'passed' : undefined;
  }
  return after.slice(phase.fixed.length);
}
