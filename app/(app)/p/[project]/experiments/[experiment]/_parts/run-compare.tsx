'use client';

import { type ReactNode, useMemo } from 'react';
import { type CompareRow, compareRows } from '#app/_ui/experiment/compare-rows.ts';
import { readNumber } from '#app/_ui/metrics/read-number.ts';
import { tookMs } from '#app/_ui/run/status-of.ts';
import type { RunAnswer } from '#lib/runs/schema.ts';
import type { RunColor } from '#lib/ui/chart/palette.ts';
import { classNames } from '#lib/ui/class-names.ts';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Checkbox } from '#lib/ui/field.tsx';
import { formatDuration, formatUtc } from '#lib/ui/format.ts';
import { Link } from '#lib/ui/navigation.tsx';
import { Num } from '#lib/ui/numbers.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useUrlState } from '#lib/ui/use-url-state.ts';
import { useRunsById } from './use-runs-by-id.ts';

const groupNames = () => ({ facts: text.runs.facts, params: text.run.params, metrics: text.run.metrics });

/** The picked runs side by side: one column each, one row for everything recorded. */
export function RunCompare({
  tabs,
  ids,
  colors,
}: {
  tabs: ReactNode;
  ids: readonly string[];
  colors: Map<string, RunColor>;
}) {
  const [mode, setMode] = useUrlState<string>('diff', 'on');
  const { runs, error, loading, retry } = useRunsById(ids);
  const rows = useMemo(
    () =>
      compareRows(
        runs.map((run) => ({
          facts: factsOf(run),
          params: run.params,
          metrics: Object.fromEntries(
            Object.entries(run.metrics).map(([key, figures]) => [key, readNumber(figures.last)]),
          ),
        })),
      ),
    [runs],
  );
  const shown = mode === 'on' ? rows.filter((row) => row.differs) : rows;
  return (
    <>
      <div className="run-bar">
        {tabs}
        <span className="grow" />
        <Checkbox
          label={text.runs.differencesOnly}
          checked={mode === 'on'}
          onChange={(event) => setMode(event.target.checked ? 'on' : 'off')}
        />
      </div>
      <div className="run-scroll flush">
        {error ? <ErrorState error={error} onRetry={retry} /> : null}
        {loading ? (
          <Skeleton lines={8} />
        ) : runs.length < 2 ? (
          <p className="run-none mut">{text.runs.compareHint}</p>
        ) : (
          <table className="table compare-table" aria-label={text.runs.comparing(runs.length)}>
            <thead>
              <tr>
                <th scope="col">{text.runs.field}</th>
                {runs.map((run) => (
                  <th scope="col" key={run.id}>
                    <span className="row">
                      <span className="dot" style={{ background: colors.get(run.id)?.css }} />
                      <Link to={`/runs/${run.id}`}>{run.name}</Link>
                    </span>
                  </th>
                ))}
              </tr>
            </thead>
            {(['facts', 'params', 'metrics'] as const).map((group) => (
              <Group
                key={group}
                name={groupNames()[group]}
                rows={shown.filter((row) => row.group === group)}
                runs={runs}
              />
            ))}
          </table>
        )}
        {runs.length > 1 && shown.length === 0 ? <p className="run-none mut">{text.runs.noDifferences}</p> : null}
      </div>
    </>
  );
}

function Group({ name, rows, runs }: { name: string; rows: CompareRow[]; runs: readonly RunAnswer[] }) {
  if (rows.length === 0) return null;
  return (
    <tbody>
      <tr className="compare-group">
        <th scope="rowgroup" colSpan={runs.length + 1}>
          {name}
        </th>
      </tr>
      {rows.map((row) => (
        <tr key={row.key} className={classNames(row.differs && 'differs')}>
          <th scope="row" className="mono">
            {row.key}
          </th>
          {row.values.map((value, index) => (
            <td key={runs[index]?.id} title={typeof value === 'string' ? value : undefined}>
              {value === undefined || value === null ? (
                <span className="dim">–</span>
              ) : typeof value === 'number' ? (
                <Num value={value} />
              ) : (
                value
              )}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

function factsOf(run: RunAnswer): Record<string, string | null> {
  const took = tookMs(run);
  return {
    [text.runs.status]: run.status,
    [text.runs.kind]: run.kind,
    [text.runs.started]: run.startedAt && formatUtc(run.startedAt),
    [text.runs.duration]: took === undefined ? null : formatDuration(took),
    [text.run.recipe]: run.recipeDigest?.slice(0, 12) ?? null,
  };
}
