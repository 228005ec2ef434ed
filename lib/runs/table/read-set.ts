import type { Ctx } from '../../context.ts';
import { escapeLike } from '../../db/escape-like.ts';
import { type Sql, sql } from '../../db/sql.ts';
import { DomainError } from '../../errors.ts';
import { requireExperiment } from '../../experiments/require-experiment.ts';
import { nativeRunsGrammar } from '../../filter/grammars/native-runs.ts';
import { refusal } from '../../filter/native-refusal.ts';
import { parseNativeFilter } from '../../filter/parse-native-filter.ts';
import { patternFault } from '../../filter/pattern-fault.ts';
import { type Filter, hasPattern } from '../../filter/tree.ts';
import type { RunScope } from '../search/page-statement.ts';
import { nameKeys } from './name-keys.ts';
import type { RunSet } from './schema.ts';

/** A set of runs as statements take it. */
export interface ReadRunSet {
  scope: RunScope;
  filter: Filter;
  /** Conditions on the run `r` beside the filter. */
  conditions: Sql[];
  /** The metric that ranks the runs of its experiment, and which way is better. */
  ranking: { key: string; figure: 'min' | 'max' } | undefined;
  /** All that decides which runs it has, for cursors. */
  query: Record<string, unknown>;
  /** Something was searched for: not all runs of the scope are in it. */
  narrowed: boolean;
  /** It has archived runs, and no others. */
  archived: boolean;
  /** Its only regular expression is the one over names. */
  regexOnly: boolean;
}

/**
 * Reads the words that name a set of runs.
 * @throws DomainError NOT_FOUND (experiment), INVALID_INPUT (filter, regular expression)
 */
export async function readSet(ctx: Ctx, set: RunSet): Promise<ReadRunSet> {
  const { experimentId, filter: text = '', archived = false, regex = '', archivedAt } = set;
  const typed = parseNativeFilter(text, nativeRunsGrammar);
  const experiment = experimentId === undefined ? undefined : await requireExperiment(ctx, experimentId);
  const filter = experiment ? await nameKeys(ctx, [experiment.id], typed) : typed;
  const { primaryMetric: key, metricDirection: figure } = experiment ?? {};
  const inArchive = archived || archivedAt !== undefined;
  const conditions = [inArchive ? sql`r.archived_at IS NOT NULL` : sql`r.archived_at IS NULL`];
  if (archivedAt !== undefined) conditions.push(sql`r.archived_at = ${archivedAt}::timestamptz`);
  if (set.text) {
    const escaped = escapeLike(set.text);
    conditions.push(sql`(r.name ILIKE ${`%${escaped}%`}::text OR r.id LIKE ${`${escaped.toLowerCase()}%`}::text)`);
  }
  return {
    scope: experiment ? { experiments: [experiment.id] } : { project: true },
    filter: regex === '' ? filter : { kind: 'all', of: [filter, nameFits(regex)] },
    conditions,
    ranking: key && (figure === 'min' || figure === 'max') ? { key, figure } : undefined,
    query: {
      project: ctx.project.id,
      ...(experimentId === undefined ? {} : { experimentId }),
      ...(archivedAt === undefined ? {} : { archivedAt }),
      filter: text,
      archived,
      text: set.text ?? '',
      regex,
    },
    narrowed: regex !== '' || text.trim() !== '' || !!set.text || archivedAt !== undefined,
    archived: inArchive,
    regexOnly: regex !== '' && !hasPattern(filter),
  };
}

function nameFits(regex: string): Filter {
  const fault = patternFault(regex);
  if (fault) throw refusal(fault.code, { column: 1, most: fault.most }, { path: 'regex' });
  const field = { entity: 'attribute', key: 'run_name' } as const;
  return { kind: 'term', field, test: { kind: 'text', operator: 'MATCHES', value: regex }, column: 0, valueColumn: 0 };
}

function badRegex(why: string, cause?: unknown): DomainError {
  return new DomainError('INVALID_INPUT', `The regular expression ${why}.`, {
    fields: [{ path: 'regex', message: why }],
    hint: 'Use a simpler one, or search for a part of the name.',
    cause,
  });
}

/** Does work over a set; a fault of its only regular expression is told at the field that holds it, not at the filter. */
export async function naming<T>(set: ReadRunSet, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const why =
      error instanceof DomainError && error.fields[0]?.path === 'filter' ? error.fields[0].message : undefined;
    if (!set.regexOnly || !why?.startsWith('holds a regular expression that ')) throw error;
    throw badRegex(why.replace('holds a regular expression that ', ''), error);
  }
}
