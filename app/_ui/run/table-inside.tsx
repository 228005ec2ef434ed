'use client';

import { type ReactNode, useMemo, useState } from 'react';
import { z } from 'zod';
import { Input } from '#lib/ui/field.tsx';
import { formatExact, formatNumber } from '#lib/ui/format.ts';
import { type Column, DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';
import type { Table } from './read-table.ts';

interface Row {
  at: number;
  cells: unknown[];
}

const longest = 400;
/** A picture in a table of MLflow: a file of the run. */
const Picture = z.object({
  type: z.literal('image'),
  filepath: z.string(),
  compressed_filepath: z.string().optional(),
});

/** A table that was logged as a file: sorted by any column, searched, rows on screen alone mounted. */
export function TableInside({
  table,
  imageAt,
  aside,
}: {
  table: Table;
  imageAt: (path: string) => string;
  /** More controls, at the end of its bar. */
  aside?: ReactNode;
}) {
  const [query, setQuery] = useState('');
  const rows = useMemo(() => {
    const all = table.rows.map((cells, at): Row => ({ at, cells }));
    const wanted = query.trim().toLowerCase();
    return wanted === ''
      ? all
      : all.filter(({ cells }) => cells.some((cell) => plain(cell).toLowerCase().includes(wanted)));
  }, [table, query]);
  const columns = useMemo(
    (): Column<Row>[] =>
      table.columns.map((name, at) => ({
        id: `${at} ${name}`,
        header: <bdi title={name}>{name || String(at + 1)}</bdi>,
        label: name,
        align: table.rows.slice(0, 50).every(({ [at]: cell }) => isNumber(cell)) ? 'right' : 'left',
        sort: ({ cells }) => sortable(cells[at]),
        cell: ({ cells }) => <Cell value={cells[at]} imageAt={imageAt} />,
      })),
    [table, imageAt],
  );
  return (
    <>
      <div className="artifact-view">
        <Input
          label={text.runPage.searchTable}
          hideLabel
          type="search"
          placeholder={text.runPage.searchTable}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <span className="dim small num">
          {text.runPage.tableSize(rows.length, table.rows.length, table.columns.length)}
        </span>
        <span className="grow" />
        {aside}
      </div>
      <DataTable
        label={text.runPage.tableLabel}
        rows={rows}
        columns={columns}
        rowId={(row) => String(row.at)}
        empty={text.common.noRows}
        height="62vh"
      />
    </>
  );
}

function Cell({ value, imageAt }: { value: unknown; imageAt: (path: string) => string }) {
  const picture = Picture.safeParse(value).data;
  if (picture)
    return (
      // biome-ignore lint/performance/noImgElement: a user's own bytes from the API, nothing a build could optimise
      <img
        className="table-picture"
        src={imageAt(picture.compressed_filepath ?? picture.filepath)}
        alt={picture.filepath}
        loading="lazy"
      />
    );
  if (value === null || value === undefined) return <span className="dim">–</span>;
  if (typeof value === 'number')
    return (
      <span className="num" title={formatExact(value)}>
        {formatNumber(value, 6)}
      </span>
    );
  const shown = plain(value);
  return (
    <bdi className="clip table-cell" title={shown.slice(0, 4_000)}>
      {shown.slice(0, longest)}
    </bdi>
  );
}

function plain(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
}

const isNumber = (value: unknown) =>
  typeof value === 'number' || (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)));

function sortable(value: unknown): string | number | null {
  if (value === null || value === undefined || value === '') return null;
  return isNumber(value) ? Number(value) : plain(value);
}
