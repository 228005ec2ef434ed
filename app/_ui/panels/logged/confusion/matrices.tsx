'use client';

import { formatCount, formatPercent, formatShort } from '#lib/ui/format.ts';
import { text } from '#lib/ui/text/text.ts';
import type { PanelRuns } from '../../panel-kind.ts';
import type { Size } from '../drawing.tsx';
import type { Confusion } from '../evaluation/read-evaluation.ts';
import type { ConfusionSettings } from './confusion-kind.ts';
import { headHeight, matrixLayout } from './matrix-layout.ts';

export interface RunMatrix {
  run: PanelRuns['shown'][number];
  confusion: Confusion;
}

const characterWidth = 6.4;
const mostLabel = 84;

/** The matrices of runs as one drawing; the shade of a cell is its share of the actual class. */
export function Matrices({
  matrices,
  cells,
  size,
  onPoint,
}: {
  matrices: readonly RunMatrix[];
  cells: ConfusionSettings['cells'];
  size: Size;
  onPoint: (runId: string | undefined) => void;
}) {
  const classes = Math.max(...matrices.map(({ confusion }) => confusion.labels.length));
  const longest = Math.max(...matrices.flatMap(({ confusion }) => confusion.labels.map((label) => label.length)));
  const left = Math.min(mostLabel, longest * characterWidth + 10);
  const layout = matrixLayout(size, matrices.length, classes, left);
  const rows = Math.ceil(matrices.length / layout.columns);
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the box around is named, and has the table of its numbers
    <svg width={size.width} height={Math.max(size.height, rows * layout.height)} className="matrices">
      {matrices.map(({ run, confusion }, at) => (
        <g
          key={run.id}
          transform={`translate(${(at % layout.columns) * layout.width + 4}, ${Math.floor(at / layout.columns) * layout.height})`}
          onPointerEnter={() => onPoint(run.id)}
          onPointerLeave={() => onPoint(undefined)}
        >
          <circle cx="5" cy="11" r="4" fill={run.color} />
          <text x="14" y="15" className="strong">
            {cut(run.name, (layout.width - 90) / characterWidth)}
            <tspan className="quiet" dx="6">
              {text.logged.confusion.right(formatPercent(rightShare(confusion)))}
            </tspan>
          </text>
          <Matrix confusion={confusion} cells={cells} cell={layout.cell} left={layout.left} />
        </g>
      ))}
    </svg>
  );
}

function Matrix({
  confusion: { labels, counts },
  cells,
  cell,
  left,
}: {
  confusion: Confusion;
  cells: ConfusionSettings['cells'];
  cell: number;
  left: number;
}) {
  const room = Math.floor(left / characterWidth);
  return (
    <g transform={`translate(${left}, ${headHeight})`}>
      {labels.map((label, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two classes may have one name
        <text key={at} x={at * cell + cell / 2} y={-6} textAnchor="middle" className="quiet">
          {cell >= 20 || label.length * characterWidth <= cell ? cut(label, cell / characterWidth) : ''}
        </text>
      ))}
      {labels.map((actual, row) => {
        const total = counts[row]?.reduce((sum, count) => sum + count, 0) ?? 0;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two classes may have one name
          <g key={row} transform={`translate(0, ${row * cell})`}>
            <text x={-6} y={cell / 2 + 4} textAnchor="end" className="quiet">
              {cell >= 12 ? cut(actual, room) : ''}
            </text>
            {labels.map((predicted, column) => {
              const count = counts[row]?.[column] ?? 0;
              const share = total > 0 ? count / total : 0;
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: two classes may have one name
                <g key={column} transform={`translate(${column * cell}, 0)`}>
                  <title>
                    {text.logged.confusion.cell(actual, predicted, formatCount(count), formatPercent(share))}
                  </title>
                  <rect width={cell - 1} height={cell - 1} rx="2" fill="var(--sunken)" />
                  <rect
                    width={cell - 1}
                    height={cell - 1}
                    rx="2"
                    fill={row === column ? 'var(--accent)' : 'var(--bad)'}
                    fillOpacity={share * 0.5}
                  />
                  {cell >= 22 && count > 0 ? (
                    <text x={cell / 2 - 0.5} y={cell / 2 + 3.5} textAnchor="middle">
                      {cells === 'shares' ? Math.round(share * 100) : formatShort(count)}
                    </text>
                  ) : null}
                </g>
              );
            })}
          </g>
        );
      })}
    </g>
  );
}

/** The share of rows whose class was predicted. */
function rightShare({ counts }: Confusion): number {
  const all = counts.flat().reduce((sum, count) => sum + count, 0);
  const right = counts.reduce((sum, row, at) => sum + (row[at] ?? 0), 0);
  return all > 0 ? right / all : 0;
}

function cut(label: string, characters: number): string {
  const most = Math.max(1, Math.floor(characters));
  return label.length <= most ? label : `${label.slice(0, Math.max(1, most - 1))}…`;
}
