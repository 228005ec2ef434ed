import { rm } from 'node:fs/promises';
import { DomainError } from '../../errors.ts';
import type { Column, SplitRule, TableSource } from '../schema.ts';
import { checkExpression } from './check-expression.ts';
import { conditionError } from './condition-error.ts';
import { describeTable } from './describe-table.ts';
import { fileError } from './file-error.ts';
import { withDuckDb } from './open-duckdb.ts';
import { readerSql } from './reader-sql.ts';
import { quoteName, quoteText } from './sql-quote.ts';

export interface WriteSplitInput {
  source: TableSource;
  columns: Column[];
  /** Names of the source's files for messages. */
  names: string[];
  rule: SplitRule;
  /** The Parquet file to write; it must not exist yet. */
  outPath: string;
  tempDir?: string;
  signal?: AbortSignal;
}

/**
 * Writes the rows and columns a rule selects as one Parquet file, in the source's row order. The same input gives the
 * same bytes: one thread, fixed row groups, codec and Parquet version; the version of DuckDB is part of the file.
 * @throws DomainError INVALID_INPUT (expression, columns), UNPROCESSABLE (no row is left), BAD_FILE, DISK_FULL
 */
export async function writeSplit(input: WriteSplitInput): Promise<{ rowCount: number; columns: Column[] }> {
  const { source, rule, outPath, signal, tempDir } = input;
  const columns = splitColumns(input.columns, rule);
  const expression = rule.where?.trim();
  const where = expression
    ? await checkExpression({ field: 'where', expression, columns: input.columns, ...(tempDir ? { tempDir } : {}) })
    : undefined;
  const options = {
    paths: [...source.files, outPath],
    threads: 1,
    ...(signal ? { signal } : {}),
    ...(tempDir ? { tempDir } : {}),
  };
  try {
    return await withDuckDb(options, async (duck) => {
      const list = columns.map((column) => quoteName(column.name)).join(', ');
      const query = `SELECT ${list} FROM ${readerSql(source)}${where ? ` WHERE ${where}` : ''}`;
      await duck.rows(
        `COPY (${query}) TO ${quoteText(outPath)}
         (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 3, PARQUET_VERSION V2, ROW_GROUP_SIZE 122880, USE_TMP_FILE false)`,
      );
      const [row] = await duck.rows(`SELECT count(*) FROM read_parquet(${quoteText(outPath)})`);
      const rowCount = Number(row?.[0] ?? 0);
      if (rowCount === 0) {
        throw new DomainError(
          'UNPROCESSABLE',
          `The rule leaves no row${expression ? `: "${expression}" holds nowhere` : ''}.`,
          {
            fields: [{ path: 'where', message: 'holds for no row of the dataset' }],
            hint: 'Look at the profile of the columns it names for the values they have.',
          },
        );
      }
      return { rowCount, columns: await describeTable(duck, `read_parquet(${quoteText(outPath)})`) };
    });
  } catch (error) {
    await rm(outPath, { force: true });
    signal?.throwIfAborted();
    const names = source.files.map((path, index) => ({ path, name: input.names[index] ?? `file ${index + 1}` }));
    throw fileError(conditionError(error, 'where', source.files), [...names, { path: outPath, name: 'the split' }]);
  }
}

/** The columns a rule keeps, in the order of `include` or of the source. @throws DomainError INVALID_INPUT */
export function splitColumns(columns: Column[], rule: SplitRule): Column[] {
  const known = new Map(columns.map((column) => [column.name, column]));
  for (const field of ['include', 'exclude'] as const) {
    for (const [index, name] of (rule[field] ?? []).entries()) {
      if (known.has(name)) continue;
      throw new DomainError('INVALID_INPUT', `There is no column "${name}" to ${field}.`, {
        fields: [{ path: `${field}.${index}`, message: `columns: ${[...known.keys()].join(', ')}` }],
      });
    }
  }
  const excluded = new Set(rule.exclude ?? []);
  const wanted = rule.include && rule.include.length > 0 ? [...new Set(rule.include)] : [...known.keys()];
  const kept = wanted.flatMap((name) => (excluded.has(name) ? [] : (known.get(name) ?? [])));
  if (kept.length === 0) {
    throw new DomainError('INVALID_INPUT', 'The rule leaves no column.', {
      fields: [{ path: 'exclude', message: 'leave at least one column' }],
    });
  }
  return kept;
}
