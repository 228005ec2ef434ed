import type { Ctx } from '../context.ts';
import { checkExpression } from './duckdb/check-expression.ts';
import { conditionError } from './duckdb/condition-error.ts';
import { fileError } from './duckdb/file-error.ts';
import { inTurn } from './duckdb/in-turn.ts';
import { withDuckDb } from './duckdb/open-duckdb.ts';
import { readerSql } from './duckdb/reader-sql.ts';
import { localVersion } from './local-version.ts';
import type { VersionReference } from './schema.ts';
import { columnsOf } from './serialize-version.ts';

/** How many rows of a version a condition holds for, to see a split before it is made. @throws DomainError NOT_FOUND, INVALID_INPUT, UNPROCESSABLE (over 20 s) */
export async function countRows({
  ctx,
  input,
  signal,
}: {
  ctx: Ctx;
  input: VersionReference & { where: string };
  signal?: AbortSignal;
}): Promise<{ matching: number; total: number }> {
  const version = await localVersion(ctx, input);
  try {
    const total = Number(version.row.rowCount);
    const matching = await inTurn(async () => {
      const where = await checkExpression({ field: 'where', expression: input.where, columns: columnsOf(version.row) });
      const { files } = version.source;
      return withDuckDb(
        { paths: files, memoryMb: 256, timeoutMs: 20_000, ...(signal ? { signal } : {}) },
        async (duck) => {
          try {
            const [row] = await duck.rows(`SELECT count(*) FROM ${readerSql(version.source)} WHERE ${where}`);
            return Number(row?.[0] ?? 0);
          } catch (error) {
            signal?.throwIfAborted();
            throw fileError(
              conditionError(error, 'where', files),
              files.map((path, index) => ({ path, name: version.names[index] ?? 'the file' })),
            );
          }
        },
      );
    });
    return { matching, total };
  } finally {
    await version.release();
  }
}
