import type { z } from 'zod';
import type { Ctx } from '../../context.ts';
import { escapeLike } from '../../db/escape-like.ts';
import { runSql, sql, sqlText } from '../../db/sql.ts';
import { requireExperiment } from '../../experiments/require-experiment.ts';
import { parseInput } from '../../parse-input.ts';
import { runKinds, runStatuses } from '../schema.ts';
import { headLetters } from '../search/candidates.ts';
import { parseColumn } from './column.ts';
import { ListValuesInput, type ValuesAnswer } from './schema.ts';
import { distinctValues, type ValueRows, valuesOfHead } from './sql/distinct-values.ts';

/** Values that are looked at for a part of them; a param that differs in every run has no list to choose from. */
const mostValues = 2_000;
/** Runs, newest first, whose users are looked at: no index has those. */
const newestRuns = 20_000;

interface Found {
  values: string[];
  complete: boolean;
}

/**
 * Different values that a field has among the runs of an experiment: those that begin with a text first. Of a field with
 * more values than are looked at, `complete` is false; those that begin with the text are found all the same.
 * @throws DomainError NOT_FOUND (experiment)
 */
export async function listValues({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { experimentId: number } & z.input<typeof ListValuesInput>;
}): Promise<ValuesAnswer> {
  const { experimentId, ...rest } = input;
  const { field, text, limit } = parseInput(ListValuesInput, rest, 'query');
  const { id } = await requireExperiment(ctx, experimentId);
  const { values, complete } = await findValues(ctx, { experimentId: id, field, text, limit });
  const searched = text.toLowerCase();
  const rankOf = (value: string) => (value.toLowerCase().startsWith(searched) ? 0 : 1);
  const ranked = [...new Set(values)]
    .filter((value) => value.toLowerCase().includes(searched))
    .sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
  return { items: ranked.slice(0, limit), complete: complete && ranked.length <= limit };
}

interface FieldOf {
  experimentId: number;
  field: string;
  text: string;
  limit: number;
}

async function findValues(ctx: Ctx, { experimentId, field, text, limit }: FieldOf): Promise<Found> {
  const column = parseColumn(field);
  switch (column?.entity) {
    case 'param':
    case 'tag': {
      const where = sql`t.experiment_id = ${experimentId} AND t.key = ${column.key}::text`;
      return walkValues(ctx, { table: sqlText(`traza.${column.entity}`), column: 'value', where }, text, limit);
    }
    case 'dataset':
      return someOf(
        ctx,
        sql`SELECT DISTINCT ${sqlText(column.key)} AS value FROM traza.logged_dataset
        WHERE experiment_id = ${experimentId}`,
      );
    default:
      return valuesOfRuns(ctx, { experimentId, field, text, limit });
  }
}

async function valuesOfRuns(ctx: Ctx, { experimentId, field, text, limit }: FieldOf): Promise<Found> {
  switch (field) {
    case 'status':
      return { values: [...runStatuses], complete: true };
    case 'kind':
      return { values: [...runKinds], complete: true };
    case 'name': {
      const where = sql`t.experiment_id = ${experimentId}`;
      return walkValues(ctx, { table: sql`traza.run`, column: 'name', where }, text, limit);
    }
    default: {
      const column = sqlText(field === 'user' ? 'user_name' : 'actor');
      return someOf(
        ctx,
        sql`SELECT DISTINCT value FROM (
          SELECT ${column} AS value FROM traza.run WHERE experiment_id = ${experimentId}
          ORDER BY created_at DESC LIMIT ${newestRuns}) AS newest
        WHERE value IS NOT NULL`,
      );
    }
  }
}

/** Of few values all that there are. */
async function someOf(ctx: Ctx, statement: ReturnType<typeof sql>): Promise<Found> {
  const rows = await runSql<{ value: string }>(ctx.db, sql`${statement} LIMIT ${mostValues + 1}`);
  return { values: rows.slice(0, mostValues).map((row) => row.value), complete: rows.length <= mostValues };
}

async function walkValues(ctx: Ctx, of: ValueRows, text: string, limit: number): Promise<Found> {
  const [all, begins] = await Promise.all([
    runSql<{ value: string }>(ctx.db, distinctValues(of, { from: '', fits: sql`true`, most: mostValues + 1 })),
    beginningWith(ctx, of, text, limit),
  ]);
  return {
    values: [...begins, ...all.slice(0, mostValues).map((row) => row.value)],
    complete: all.length <= mostValues,
  };
}

async function beginningWith(ctx: Ctx, of: ValueRows, text: string, limit: number): Promise<string[]> {
  if (text === '') return [];
  const fits = sql`v LIKE ${`${escapeLike(text)}%`}::text`;
  // All that begin with a text as long as what the index has of them are one to a walk.
  const isWalked = Array.from(text).length < headLetters;
  const statement = isWalked
    ? distinctValues(of, { from: text, fits, most: limit })
    : valuesOfHead(of, { text, fits, most: limit + 1 });
  const rows = await runSql<{ value: string; fits: boolean }>(ctx.db, statement);
  return rows.filter((row) => row.fits).map((row) => row.value);
}
