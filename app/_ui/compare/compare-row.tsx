import { ChevronDown, ChevronRight } from 'lucide-react';
import { Fragment } from 'react';
import type { ComparedRun, CompareRow, CompareRunsAnswer, CompareSection } from '#lib/runs/compare/schema.ts';
import { classNames } from '#lib/ui/class-names.ts';
import { text } from '#lib/ui/text/text.ts';
import type { MetricDirection } from '../metrics/best-value.ts';
import { CompareCell } from './compare-cell.tsx';
import { openKind } from './openable.ts';
import { isOurs, rowLabel } from './row-label.ts';
import { bestOf, type Figure, valueIn } from './value-text.ts';

/** A column that is on screen: the place of its run, and its own among the columns, the baseline being 0. */
export interface SeenColumn {
  place: number;
  column: number;
}

interface LineProps {
  /** Counted from 0; the head of the table stands above it. */
  index: number;
  height: number;
  /** The column that has the focus, where this line has it. */
  focus: number | undefined;
  idOf: (column: number) => string;
  /** Whether columns that are not mounted lie behind the baseline, and behind those on screen. */
  gaps: { before: boolean; after: boolean };
}

/** The head of a section: folds its rows. */
export function SectionLine({
  index,
  height,
  focus,
  idOf,
  gaps,
  section,
  open,
  columns,
  onToggle,
}: LineProps & {
  section: CompareRunsAnswer['sections'][number];
  open: boolean;
  columns: number;
  onToggle: (section: CompareSection) => void;
}) {
  const name = text.compare.sections[section.id];
  const rest = columns - 1 + (gaps.before ? 1 : 0) + (gaps.after ? 1 : 0);
  return (
    <tr aria-rowindex={index + 2} className={focus === undefined ? undefined : 'at'} style={{ height }}>
      <th
        scope="rowgroup"
        colSpan={2}
        id={idOf(focus ?? 0)}
        className={classNames('compare-section', focus !== undefined && 'focus')}
      >
        <span className="compare-section-head">
          <button
            type="button"
            className="compare-fold"
            tabIndex={-1}
            aria-expanded={open}
            aria-label={text.compare.toggleSection(name)}
            onClick={() => onToggle(section.id)}
          >
            {open ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
            {name}
          </button>
          <span className="dim small num">{text.compare.sectionRows(section.differing, section.rows)}</span>
        </span>
      </th>
      {rest > 0 ? (
        <td colSpan={rest} className="compare-section-rest dim small">
          {section.more ? text.compare.moreKeys : null}
        </td>
      ) : null}
    </tr>
  );
}

/** What the runs on screen have in one row, each against the baseline. */
export function ValueLine({
  index,
  height,
  focus,
  idOf,
  gaps,
  row,
  runs,
  columns,
  figure,
  directionOf,
  onFocus,
  onOpen,
}: LineProps & {
  row: CompareRow;
  runs: readonly ComparedRun[];
  columns: readonly SeenColumn[];
  figure: Figure;
  directionOf: (key: string) => MetricDirection;
  onFocus: (column: number) => void;
  onOpen: (row: CompareRow, run: number) => void;
}) {
  const direction = row.section === 'metrics' ? directionOf(row.key) : null;
  const best = bestOf(row, figure, direction);
  const label = rowLabel(row);
  const base = columns[0]?.place ?? 0;
  return (
    <tr aria-rowindex={index + 2} className={focus === undefined ? undefined : 'at'} style={{ height }}>
      <th scope="row" className={classNames('pin-key', !isOurs(row) && 'mono')} title={label}>
        {label}
      </th>
      {columns.map(({ place, column }) => {
        const run = runs[place];
        if (!run) return null;
        const value = valueIn(row, place);
        const against = column === 0 ? undefined : valueIn(row, base);
        const cell = (
          <CompareCell {...{ row, run, value, figure, direction, best }} base={against} isBase={column === 0} />
        );
        const opens = column > 0 && openKind(row, value, against) !== undefined;
        return (
          <Fragment key={run.id}>
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it hears the keys of its cells */}
            <td
              id={idOf(column)}
              aria-colindex={column + 2}
              className={classNames(column === 0 && 'pin-base', column === focus && 'focus')}
              onClick={() => onFocus(column)}
            >
              {opens ? (
                <button
                  type="button"
                  tabIndex={-1}
                  className="compare-open"
                  title={text.compare.showDifference}
                  onClick={() => onOpen(row, place)}
                >
                  {cell}
                </button>
              ) : (
                cell
              )}
            </td>
            {column === 0 && gaps.before ? <td aria-hidden /> : null}
          </Fragment>
        );
      })}
      {gaps.after ? <td aria-hidden /> : null}
    </tr>
  );
}
