'use client';

import { FilterX, ListFilter } from 'lucide-react';
import { useDeferredValue, useId, useMemo, useState } from 'react';
import { Button } from '#lib/ui/button.tsx';
import { text } from '#lib/ui/text/text.ts';
import type { PanelViewProps } from '../../panel-kind.ts';
import { exportDrawing } from '../drawing/export-drawing.ts';
import { useWidth } from '../drawing/plot-layers.tsx';
import { RunPanelBody } from '../drawing/run-panel-body.tsx';
import { useInks } from '../drawing/use-inks.ts';
import { AxisHeads } from './axis-heads.tsx';
import { brushFilter } from './brush-filter.ts';
import type { ParallelSettings } from './parallel-kind.ts';
import { drawParallel } from './parallel-marks.ts';
import { ParallelPlot } from './parallel-plot.tsx';
import { useBrushes } from './use-brushes.ts';
import { useParallel } from './use-parallel.ts';
import './parallel.css';

const headHeight = 24;
const footHeight = 30;
/** Axes nearer to each other could not be read: the panel scrolls instead. */
const leastSpace = 88;

/** Runs as lines across axes, thousands of them. */
export default function ParallelView({ id, runs, settings, height, onSettings }: PanelViewProps<ParallelSettings>) {
  const tableId = useId();
  const [box, setBox] = useState<HTMLElement | null>(null);
  const [host, setHost] = useState<HTMLElement | null>(null);
  const inks = useInks(host);
  const { names = [], matrix, marks, state } = useParallel(runs, settings, inks);
  const brushing = useBrushes(id, marks);
  const { brushes, inside, named } = brushing;
  const wide = useWidth(box);
  const size = {
    width: Math.max(wide, (marks?.axes.length ?? 0) * leastSpace),
    height: Math.max(80, height - headHeight - footHeight),
  };
  // While a brush moves, its lines are more urgent than what is read of them.
  const told = useDeferredValue(inside);
  const table = useMemo(
    () => ({
      header: [text.runPanels.run, text.runs.attribute.id, ...(marks?.axes.map((axis) => axis.label) ?? [])],
      rows: (): (string | number)[][] =>
        Array.from(told.keys())
          .filter((run) => told[run] === 1)
          .map((run) => [
            matrix?.names[run] ?? '',
            matrix?.ids[run] ?? '',
            ...(marks?.axes ?? []).map(({ scale }) => {
              const value = scale.values[run] ?? Number.NaN;
              return scale.kind === 'category' || scale.kind === 'time' ? scale.label(value) : value;
            }),
          ]),
    }),
    [matrix, marks, told],
  );
  const title = text.runPanels.parallel.title;
  const source = exportDrawing({
    title,
    inks,
    paint: marks && inks && ((pen, of) => drawParallel(pen, of, marks, inside, brushes, inks)),
    size: { width: Math.max(760, size.width), height: 400 },
    ...table,
  });
  const move = (from: number, to: number) => {
    const axes = names.filter((_, index) => index !== from);
    axes.splice(to, 0, names[from] ?? '');
    onSettings({ ...settings, axes });
  };
  const flip = (name: string) =>
    onSettings({
      ...settings,
      flipped: settings.flipped.includes(name)
        ? settings.flipped.filter((one) => one !== name)
        : [...settings.flipped, name],
    });
  const count = inside.reduce((sum, one) => sum + one, 0);
  const filter =
    named.length > 0 && matrix
      ? brushFilter(
          named,
          brushes,
          matrix.ids.filter((_, run) => inside[run] === 1),
        )
      : undefined;
  const { filterTo } = runs;
  return (
    <div ref={setHost} style={{ height }}>
      <RunPanelBody
        title={title}
        tableId={tableId}
        state={state}
        source={source}
        table={table}
        notes={[
          matrix ? text.runPanels.parallel.inside(count, matrix.ids.length) : '',
          matrix?.more ? text.runPanels.limited(matrix.ids.length) : '',
        ]}
        foot={
          named.length > 0 ? (
            <>
              {filterTo ? (
                <Button
                  icon={ListFilter}
                  disabled={filter === undefined}
                  title={filter ?? text.runPanels.parallel.cannotFilter}
                  onClick={() => {
                    if (filter !== undefined) filterTo(filter);
                    brushing.clear();
                  }}
                >
                  {text.runPanels.parallel.filter}
                </Button>
              ) : null}
              <Button icon={FilterX} onClick={brushing.clear}>
                {text.runPanels.parallel.clear}
              </Button>
            </>
          ) : undefined
        }
      >
        <div ref={setBox} className="parallel">
          <div style={{ width: size.width }}>
            {marks && matrix && inks ? (
              <>
                <AxisHeads
                  axes={marks.axes}
                  brushes={brushes}
                  size={size}
                  onMove={move}
                  onFlip={flip}
                  onBrush={brushing.set}
                />
                <ParallelPlot {...{ title, tableId, size, runs, matrix, marks, inks, brushing }} />
              </>
            ) : null}
          </div>
        </div>
        <p className="sr-only" role="status">
          {named
            .map(({ name, label, scale }) => {
              const brush = brushes[name] ?? { from: 0, to: 1 };
              return text.runPanels.parallel.brushed(
                label,
                scale.label(scale.valueAt(brush.from)),
                scale.label(scale.valueAt(brush.to)),
                count,
              );
            })
            .join(' ')}
        </p>
      </RunPanelBody>
    </div>
  );
}
