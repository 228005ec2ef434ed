'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { classNames } from '#lib/ui/class-names.ts';
import { text } from '#lib/ui/text/text.ts';
import type { PanelRuns } from '../../panel-kind.ts';
import { RunMark } from '../run-mark.tsx';
import { type AlignedRow, same } from './align-tables.ts';
import { CellView } from './cell-view.tsx';

const rowHeight = { flat: 28, tall: 92 };
const keyWidth = 130;

export interface GridColumn {
  name: string;
  /** Its place among the cells of a row. */
  at: number;
  /** Pixels for each run. */
  width: number;
}

/** Rows of several tables side by side: under each column one cell a run; only those on screen are mounted. */
export function AlignedGrid({
  label,
  keyName,
  columns,
  rows,
  shown,
  runs,
  tall,
}: {
  label: string;
  keyName: string;
  columns: readonly GridColumn[];
  rows: readonly AlignedRow[];
  /** Whose tables they are, in the order of the cells. */
  shown: PanelRuns['shown'];
  runs: PanelRuns;
  tall: boolean;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const height = tall ? rowHeight.tall : rowHeight.flat;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => `${height} ${index}`,
    overscan: 6,
    initialRect: { width: 0, height: 400 },
  });
  const items = virtualizer.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  const cells = columns.length * shown.length + 1;
  const width = keyWidth + columns.reduce((sum, column) => sum + column.width * shown.length, 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section className="aligned" ref={scroller} tabIndex={0} aria-label={label}>
      <table style={{ width }} aria-label={label} aria-rowcount={rows.length + 2} className={tall ? 'tall' : undefined}>
        <colgroup>
          <col style={{ width: keyWidth }} />
          {columns.flatMap((column) =>
            shown.map((run) => <col key={`${column.name} ${run.id}`} style={{ width: column.width }} />),
          )}
        </colgroup>
        <thead>
          <tr>
            <th className="key" scope="col" rowSpan={2}>
              <span className="clip">{keyName}</span>
            </th>
            {columns.map((column) => (
              <th key={column.name} className="first" scope="colgroup" colSpan={shown.length} title={column.name}>
                <span className="clip">{column.name}</span>
              </th>
            ))}
          </tr>
          <tr>
            {columns.flatMap((column) =>
              shown.map((run, place) => (
                <th key={`${column.name} ${run.id}`} className={place === 0 ? 'first' : undefined} scope="col">
                  <RunMark run={run} runs={runs} />
                </th>
              )),
            )}
          </tr>
        </thead>
        {before > 0 ? <Spacer height={before} cells={cells} /> : null}
        <tbody>
          {items.map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            return (
              <tr key={row.id} style={{ height }} aria-rowindex={item.index + 3}>
                <th className="key" scope="row">
                  <CellView value={row.key} run={shown[0]?.id ?? ''} plain />
                </th>
                {columns.flatMap(({ name, at }) =>
                  shown.map((run, place) => {
                    const value = row.cells[place]?.[at];
                    const other = place > 0 && !same(value, row.cells[0]?.[at]);
                    return (
                      <td
                        key={`${name} ${run.id}`}
                        className={classNames(
                          place === 0 && 'first',
                          other && 'other',
                          typeof value === 'number' && 'right',
                        )}
                      >
                        {row.cells[place] ? (
                          <CellView value={value} run={run.id} />
                        ) : (
                          <span className="dim">{text.logged.table.missing}</span>
                        )}
                      </td>
                    );
                  }),
                )}
              </tr>
            );
          })}
        </tbody>
        {after > 0 ? <Spacer height={after} cells={cells} /> : null}
      </table>
    </section>
  );
}

/** Stands for the rows that are not mounted. */
function Spacer({ height, cells }: { height: number; cells: number }) {
  return (
    <tbody aria-hidden="true">
      <tr>
        <td colSpan={cells} style={{ height, padding: 0 }} />
      </tr>
    </tbody>
  );
}
