import type { QueryResultRow } from 'pg';
import { type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { planAlongIndexes } from './client.ts';
import { runSql, type Sql } from './sql.ts';

export interface Limits {
  /** How long it may take: five seconds where nothing is said. */
  mostMs?: number;
  /** For a page that is found along an index: the planner, who takes what fits a pattern for rare, would sort all. */
  alongIndexes?: boolean;
}

/**
 * Runs a statement whose time depends on a pattern that a request brought, and gives it up in time: a regular expression
 * can take for ever, and goes on when its client has left. Within a transaction of the caller the limits stay to its end.
 * @throws DomainError INVALID_INPUT where it takes too long, or the expression cannot be read
 */
export async function runLimited<Row extends QueryResultRow>(
  ctx: Ctx,
  statement: Sql,
  { mostMs = 5_000, alongIndexes = false }: Limits = {},
): Promise<Row[]> {
  const limits = [
    `set_config('statement_timeout', '${mostMs}', true)`,
    ...(alongIndexes ? [planAlongIndexes({ local: true })] : []),
  ];
  try {
    return await withTransaction(ctx, async (tx) => {
      await tx.db.$queryRawUnsafe(`SELECT ${limits.join(', ')}`);
      return runSql<Row>(tx.db, statement);
    });
  } catch (cause) {
    throw patternError(cause, mostMs);
  }
}

/**
 * What a statement with a pattern failed of, as its user is told.
 * @param mostMs how long it was given
 * @returns the cause itself where it is nothing that a pattern does
 */
export function patternError(cause: unknown, mostMs: number): unknown {
  const code = codeOf(cause);
  // query_canceled, invalid_regular_expression
  if (code !== '57014' && code !== '2201B') return cause;
  const why = code === '57014' ? `takes longer than ${mostMs / 1_000} seconds` : 'cannot be read';
  return new DomainError('INVALID_INPUT', `A regular expression of the filter ${why}.`, {
    fields: [{ path: 'filter', message: `holds a regular expression that ${why}` }],
    hint: 'Use a simpler one, or LIKE.',
    cause,
  });
}

/** Whether a statement was given up because it took longer than it was allowed. */
export function isTimedOut(cause: unknown): boolean {
  return codeOf(cause) === '57014';
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, meta } = error as {
    code?: unknown;
    meta?: { code?: string; driverAdapterError?: { cause?: { originalCode?: string } } };
  };
  const codes = [code, meta?.code, meta?.driverAdapterError?.cause?.originalCode];
  return codes.find((one): one is string => one === '57014' || one === '2201B');
}
