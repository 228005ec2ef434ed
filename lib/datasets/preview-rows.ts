import type { Ctx } from '../context.ts';
import { checkExpression } from './duckdb/check-expression.ts';
import { inTurn } from './duckdb/in-turn.ts';
import { previewTable } from './duckdb/preview-table.ts';
import { localVersion } from './local-version.ts';
import type { RowsPage, VersionReference } from './schema.ts';
import { columnsOf } from './serialize-version.ts';

export interface PreviewRowsInput extends VersionReference {
  offset: number;
  limit: number;
  /** One SQL condition over the columns. */
  where?: string | undefined;
}

/** A page of a version's rows in their own order. `total` counts the version's rows, whatever `where` leaves. @throws DomainError NOT_FOUND, INVALID_INPUT */
export async function previewRows({
  ctx,
  input,
  signal,
}: {
  ctx: Ctx;
  input: PreviewRowsInput;
  signal?: AbortSignal;
}): Promise<RowsPage> {
  const version = await localVersion(ctx, input);
  try {
    const columns = columnsOf(version.row);
    const rows = await inTurn(async () => {
      const where = input.where?.trim()
        ? await checkExpression({ field: 'where', expression: input.where, columns })
        : undefined;
      return previewTable({
        source: version.source,
        columns,
        offset: input.offset,
        limit: input.limit,
        ...(where ? { where } : {}),
        ...(signal ? { signal } : {}),
      });
    });
    return { columns, rows, offset: input.offset, total: Number(version.row.rowCount) };
  } finally {
    await version.release();
  }
}
