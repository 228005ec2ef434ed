import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { Ctx } from '../../context.ts';
import { parseInput } from '../../parse-input.ts';
import { naming, readSet } from '../table/read-set.ts';
import { resolveColumn } from '../table/resolve-column.ts';
import { type ExportFormat, ExportRunsInput } from '../table/schema.ts';
import { sortIds } from '../table/sort-ids.ts';
import { tableOrder } from '../table/table-order.ts';
import { parquetFile } from './parquet-file.ts';
import { rowParts } from './row-parts.ts';
import { csvParts, jsonParts } from './text-parts.ts';

export type RunsExport =
  | { kind: 'text'; contentType: string; parts: AsyncGenerator<string, void, void> }
  | { kind: 'bytes'; contentType: string; stream: Readable; size: number };

/**
 * All runs of a set in an order, with the columns that are asked, as a file: which runs is found at once, what they hold is
 * read while the file goes out.
 * @throws DomainError NOT_FOUND (experiment), INVALID_INPUT (filter, columns), UNPROCESSABLE (sorting takes too long), DISK_FULL
 */
export async function exportRuns({
  ctx,
  input: { format, ...rest },
}: {
  ctx: Ctx;
  input: z.input<typeof ExportRunsInput> & { format: ExportFormat };
}): Promise<RunsExport> {
  const { sort, columns: names, ...asked } = parseInput(ExportRunsInput, rest, 'query');
  const set = await readSet(ctx, asked);
  const order = tableOrder(sort, set);
  const columns = names.map((name, index) => resolveColumn(name, set, `columns.${index}`));
  const ids = await naming(set, () => sortIds(ctx, set, order));
  const parts = rowParts(ctx, ids, columns);
  switch (format) {
    case 'csv':
      return { kind: 'text', contentType: 'text/csv; charset=utf-8; header=present', parts: csvParts(names, parts) };
    case 'json':
      return { kind: 'text', contentType: 'application/json', parts: jsonParts(names, parts) };
    case 'parquet': {
      const file = await parquetFile(names, columns, parts);
      return { kind: 'bytes', contentType: 'application/vnd.apache.parquet', ...file };
    }
  }
}
