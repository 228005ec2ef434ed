'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight, ChevronsLeft } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { RowsPage, VersionDetail } from '#lib/datasets/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { ApiError } from '#lib/ui/api-error.ts';
import { Button } from '#lib/ui/button.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Input } from '#lib/ui/field.tsx';
import { formatCount } from '#lib/ui/format.ts';
import { IconButton } from '#lib/ui/icon-button.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { text } from '#lib/ui/text/text.ts';
import { Cell } from './cell.tsx';
import './rows-table.css';

const pageRows = 50;

/** The rows of a version, a page at a time, in their own order; a condition leaves some out. */
export function RowsTable({ version }: { version: VersionDetail }) {
  const api = useApi();
  const [offset, setOffset] = useState(0);
  const [where, setWhere] = useState('');
  const [typed, setTyped] = useState('');
  const [target, setTarget] = useState('');
  const query = useQuery({
    queryKey: ['version-rows', version.id, offset, where],
    queryFn: ({ signal }) => {
      const search = new URLSearchParams({
        offset: String(offset),
        limit: String(pageRows),
        ...(where ? { where } : {}),
      });
      return api<RowsPage>(
        `/datasets/${encodeURIComponent(version.dataset)}/versions/${version.number}/rows?${search}`,
        { signal },
      );
    },
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const page = query.data;
  const whereError = query.error instanceof ApiError ? query.error.field('where') : undefined;
  const shown = page?.rows.length ?? 0;
  const last = where ? shown < pageRows : offset + shown >= version.rowCount;
  const filter = (event: FormEvent) => {
    event.preventDefault();
    setWhere(typed.trim());
    setOffset(0);
  };
  const goTo = (event: FormEvent) => {
    event.preventDefault();
    const row = Number(target);
    if (Number.isInteger(row)) setOffset(Math.min(Math.max(0, row), Math.max(0, version.rowCount - 1)));
  };
  return (
    <Panel flush>
      <div className="rows-bar">
        <form onSubmit={filter} className="row grow" style={{ alignItems: 'flex-start' }}>
          <Input
            label={text.datasets.rowsTab.filter}
            hideLabel
            placeholder={text.datasets.rowsTab.filter}
            hint={text.datasets.rowsTab.filterHint}
            error={whereError}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            className="mono"
            spellCheck={false}
          />
          <Button type="submit">{text.datasets.rowsTab.apply}</Button>
          {where ? (
            <Button
              look="ghost"
              onClick={() => {
                setTyped('');
                setWhere('');
                setOffset(0);
              }}
            >
              {text.datasets.rowsTab.clear}
            </Button>
          ) : null}
        </form>
        <form onSubmit={goTo} className="go">
          <Input
            label={text.datasets.rowsTab.goTo}
            hideLabel
            placeholder={text.datasets.rowsTab.goTo}
            inputMode="numeric"
            value={target}
            onChange={(event) => setTarget(event.target.value)}
            disabled={where !== ''}
          />
        </form>
        <div className="row">
          <span className="num dim small" aria-live="polite">
            {shown === 0
              ? ''
              : where
                ? text.datasets.rowsTab.filteredPage(offset + 1, offset + shown)
                : text.datasets.rowsTab.page(offset, offset + shown - 1, version.rowCount)}
          </span>
          <IconButton
            icon={ChevronsLeft}
            label={text.datasets.rowsTab.first}
            disabled={offset === 0}
            onClick={() => setOffset(0)}
          />
          <IconButton
            icon={ChevronLeft}
            label={text.datasets.rowsTab.previous}
            keys="["
            disabled={offset === 0}
            onClick={() => setOffset(Math.max(0, offset - pageRows))}
          />
          <IconButton
            icon={ChevronRight}
            label={text.datasets.rowsTab.next}
            keys="]"
            disabled={last}
            onClick={() => setOffset(offset + pageRows)}
          />
        </div>
      </div>
      {query.isError && !whereError ? (
        <ErrorState error={query.error} onRetry={() => query.refetch()} />
      ) : whereError ? null : !page ? (
        <div className="table-note">
          <Skeleton lines={8} />
        </div>
      ) : (
        <section
          className="table-wrap"
          style={{ maxHeight: '66vh' }}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          tabIndex={0}
          aria-label={text.datasets.rowsTab.label}
          aria-busy={query.isPlaceholderData}
        >
          <table className="table" aria-label={text.datasets.rowsTab.label}>
            <thead>
              <tr>
                {where ? null : (
                  <th scope="col" className="right">
                    {text.datasets.rowsTab.number}
                  </th>
                )}
                {page.columns.map((column) => (
                  <th
                    key={column.name}
                    scope="col"
                    className={rightTypes.test(column.type) ? 'right' : undefined}
                    title={column.type}
                  >
                    {column.name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {page.rows.map((row, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a row's number in the version is its identity
                <tr key={page.offset + at}>
                  {where ? null : <td className="right dim num">{formatCount(page.offset + at)}</td>}
                  {page.columns.map((column, index) => (
                    <td key={column.name} className={rightTypes.test(column.type) ? 'right num' : undefined}>
                      <Cell value={row[index]} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {page.rows.length === 0 ? <div className="table-note mut">{text.datasets.rowsTab.empty}</div> : null}
        </section>
      )}
    </Panel>
  );
}

const rightTypes = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*)$/;
