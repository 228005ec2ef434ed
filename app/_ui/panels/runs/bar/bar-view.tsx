'use client';

import { useId, useMemo, useState } from 'react';
import { formatNumber } from '#lib/ui/format.ts';
import { text } from '#lib/ui/text/text.ts';
import type { PanelViewProps } from '../../panel-kind.ts';
import { betterOf, columnName } from '../columns/column-name.ts';
import { columnOf, useMatrix } from '../columns/use-matrix.ts';
import { useUsualColumns } from '../columns/use-usual-columns.ts';
import { exportDrawing } from '../drawing/export-drawing.ts';
import { RunPanelBody } from '../drawing/run-panel-body.tsx';
import { useHotRun } from '../drawing/use-hot-run.ts';
import { useInks } from '../drawing/use-inks.ts';
import type { BarSettings } from './bar-kind.ts';
import { BarList } from './bar-list.tsx';
import { barScale, groupBars, runBars } from './bar-rows.ts';
import { barHeight, drawBars } from './draw-bars.ts';
import './bar.css';

/** More of them are no picture any more. */
const mostBars = 200;

/** One number of each run that is shown, or its mean in groups of all runs, as bars. */
export default function BarView({ runs, settings, height }: PanelViewProps<BarSettings>) {
  const tableId = useId();
  const [host, setHost] = useState<HTMLElement | null>(null);
  const inks = useInks(host);
  const { usual, error: usualError, retry: retryUsual } = useUsualColumns(runs);
  const { group } = settings;
  const metric = settings.metric || usual?.metric;
  const asked = metric === undefined ? undefined : [metric, ...(group ? [group] : [])];
  const { matrix, error, retry } = useMatrix(runs, asked, { shownOnly: group === '' });
  const hot = useHotRun(runs, matrix);
  const words = text.runPanels.bar;
  const all = useMemo(() => {
    const [column, by] = [columnOf(matrix, metric), columnOf(matrix, group)];
    if (!matrix || !column || !usual || (group !== '' && !by)) return undefined;
    const better = betterOf(metric, usual.directionOf);
    return by ? groupBars(column, by, { better, none: text.common.none }) : runBars(matrix, column, better);
  }, [matrix, metric, group, usual]);
  const rows = useMemo(() => all?.slice(0, mostBars) ?? [], [all]);
  const scale = useMemo(() => barScale(rows, settings.scale), [rows, settings.scale]);
  const own = useMemo(() => new Map(runs.shown.map((run) => [run.id, run.color])), [runs.shown]);
  const colors = rows.map(
    ({ run }) => (run === undefined ? undefined : own.get(matrix?.ids[run] ?? '')) ?? 'var(--accent)',
  );
  const name = usual ? columnName(metric, usual.directionOf) : '';
  const title = group && usual ? words.by(name, columnName(group, usual.directionOf)) : words.of(name);
  const source = exportDrawing({
    title,
    inks,
    paint: inks && ((pen, size) => drawBars(pen, size, { rows, scale, colors: colors.map(inks.of) }, inks)),
    size: { width: 760, height: 16 + rows.length * barHeight },
    header: group ? [group, words.mean, words.sd, words.runs] : [text.runPanels.run, text.runs.attribute.id, name],
    rows: () =>
      (all ?? []).map(({ label, run, value, sd, count }) =>
        run === undefined ? [label, value, sd ?? '', count] : [label, matrix?.ids[run] ?? '', value],
      ),
  });
  const missing = group === '' && matrix && all ? matrix.ids.length - all.length : 0;
  const [best] = rows;
  return (
    <div ref={setHost} style={{ height }}>
      <RunPanelBody
        title={title}
        tableId={tableId}
        state={{
          error: error ?? usualError,
          retry: () => {
            retryUsual();
            retry();
          },
          loading: usual === undefined || (asked !== undefined && all === undefined),
          empty:
            usual && metric === undefined
              ? text.runPanels.nothingToDraw
              : rows.length === 0
                ? text.runPanels.nothingDrawn
                : undefined,
        }}
        source={source}
        notes={[
          `${title}${best ? `: ${best.label} ${formatNumber(best.value)}` : ''}`,
          all && all.length > mostBars ? words.more(all.length - mostBars) : '',
          missing > 0 ? text.runPanels.notDrawn(missing) : '',
          matrix?.more ? text.runPanels.limited(matrix.ids.length) : '',
        ]}
      >
        <BarList id={tableId} title={title} rows={rows} scale={scale} colors={colors} hot={hot} />
      </RunPanelBody>
    </div>
  );
}
