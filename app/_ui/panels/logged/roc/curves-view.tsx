'use client';

import { type KeyboardEvent, type PointerEvent, useMemo, useState } from 'react';
import { Button } from '#lib/ui/button.tsx';
import { formatNumber } from '#lib/ui/format.ts';
import { text } from '#lib/ui/text/text.ts';
import type { PanelViewProps } from '../../panel-kind.ts';
import { Drawing, type Size } from '../drawing.tsx';
import { evaluations, readEvaluation } from '../evaluation/read-evaluation.ts';
import { loggedLabel } from '../logged-label.ts';
import { loggedNote } from '../logged-note.ts';
import { LoggedStates } from '../logged-states.tsx';
import { NamePicker } from '../name-picker.tsx';
import { Problems } from '../problems.tsx';
import { curvesPython } from '../python.ts';
import { useContents } from '../use-contents.ts';
import { type Logged, useLogged } from '../use-logged.ts';
import { nearestTo } from './at-x.ts';
import { CurvesDrawing, frameOf, type RunCurve } from './curves-drawing.tsx';
import { type CurvesSettings, curveKinds } from './curves-kind.ts';

const mostRuns = 50;
const mostTold = 8;

/** The ROC or precision-recall curves of one evaluation, over each other. */
export default function CurvesView(props: PanelViewProps<CurvesSettings>) {
  const logged = useLogged(props.runs.shown, evaluations, props.settings.name);
  return (
    <LoggedStates runs={props.runs} logged={logged} lead={text.logged.curves.none} python={curvesPython}>
      {(name) => <Curves {...props} logged={logged} name={name} />}
    </LoggedStates>
  );
}

function Curves({
  runs,
  settings,
  height,
  onSettings,
  logged,
  name,
}: PanelViewProps<CurvesSettings> & { logged: Logged; name: string }) {
  const files = useMemo(() => logged.files.slice(0, mostRuns), [logged.files]);
  const { items, failed, loading } = useContents('evaluation', files, readEvaluation);
  const [at, setAt] = useState<number>();
  const roc = settings.curve === 'roc';
  const labels = roc
    ? { x: text.evaluation.rocX, y: text.evaluation.rocY, area: text.logged.curves.auc }
    : { x: text.evaluation.prX, y: text.evaluation.prY, area: text.logged.curves.ap };
  const curves = items
    .flatMap(({ file, content }): RunCurve[] => {
      const run = runs.shown.find((one) => one.id === file.runId);
      const curve = content[settings.curve];
      return run && curve ? [{ run, curve }] : [];
    })
    .sort((a, b) => b.curve.area - a.curve.area);
  const rows = curves.flatMap(({ run, curve }) =>
    curve.x.map((x, index) => [run.name, x, curve.y[index] ?? 0, curve.thresholds[index] ?? '', curve.area]),
  );
  const onKey = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -0.01, ArrowRight: 0.01 }[event.key];
    if (event.key === 'Escape') setAt(undefined);
    if (by === undefined || !(event.target instanceof Element) || !event.target.matches('.logged-host')) return;
    event.preventDefault();
    setAt((before) => Math.min(1, Math.max(0, (before ?? (by > 0 ? -by : 1)) + by)));
  };
  const onPointer = (event: PointerEvent<HTMLElement>) => {
    const svg = event.currentTarget.querySelector('.logged-host svg');
    // The menu in the head of the panel is inside for React, and outside for who looks.
    if (!svg || !(event.target instanceof Node) || !event.currentTarget.contains(event.target)) return setAt(undefined);
    const box = svg.getBoundingClientRect();
    const size: Size = { width: box.width, height: box.height };
    const { frame } = frameOf(size, curves.length);
    const place = (event.clientX - box.left - frame.left) / frame.width;
    const inside = event.clientY >= box.top && event.clientY <= box.top + frame.top + frame.height;
    setAt(inside && place >= -0.02 && place <= 1.02 ? Math.min(1, Math.max(0, place)) : undefined);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the drawing inside is what is focused and pointed at
    <div onPointerMove={onPointer} onPointerLeave={() => setAt(undefined)} onKeyDown={onKey}>
      <Drawing
        title={`${text.logged.curves.kinds[settings.curve]}: ${loggedLabel(name)}`}
        height={height}
        header={[text.logged.run, labels.x, labels.y, text.logged.curves.threshold, labels.area]}
        rows={rows}
        note={curves.length > 0 ? undefined : loggedNote(logged, loading, text.logged.evaluation.noCurve)}
        bar={
          <>
            <NamePicker logged={logged} onName={(next) => onSettings({ ...settings, name: next })} />
            <span className="grow" />
            {curveKinds.map((kind) => (
              <Button
                key={kind}
                small
                look="ghost"
                aria-pressed={kind === settings.curve}
                className={kind === settings.curve ? 'on' : undefined}
                onClick={() => onSettings({ ...settings, curve: kind })}
              >
                {text.logged.curves.kinds[kind]}
              </Button>
            ))}
          </>
        }
        footer={
          <>
            {logged.files.length > mostRuns ? text.logged.firstRuns(mostRuns, logged.files.length) : null}
            <Problems failed={failed} runs={runs} />
          </>
        }
        over={at === undefined ? null : <Reading curves={curves} at={at} labels={labels} />}
      >
        {(size) => (
          <CurvesDrawing
            curves={curves}
            size={size}
            labels={labels}
            diagonal={roc}
            at={at}
            onPoint={(id) => runs.highlight?.(id)}
          />
        )}
      </Drawing>
    </div>
  );
}

/** What the curves say at a place along x: each with its value and the threshold that gives it, best first. */
function Reading({
  curves,
  at,
  labels,
}: {
  curves: readonly RunCurve[];
  at: number;
  labels: { x: string; y: string };
}) {
  const points = curves.map(({ run, curve }) => ({ run, ...nearestTo(curve, at) })).sort((a, b) => b.y - a.y);
  return (
    <div className={`chart-tip logged-tip ${at > 0.5 ? 'start' : 'end'}`} aria-live="polite">
      <div className="dim num">
        {labels.x} {formatNumber(at)}
      </div>
      {points.slice(0, mostTold).map(({ run, y, threshold }) => (
        <div key={run.id} className="tip-row">
          <i className="dot" style={{ background: run.color }} />
          <span className="clip">{run.name}</span>
          <span className="grow" />
          <span className="num">{formatNumber(y)}</span>
          {threshold === null ? null : (
            <span className="num dim" title={text.logged.curves.threshold}>
              ≥ {formatNumber(threshold)}
            </span>
          )}
        </div>
      ))}
      {points.length > mostTold ? <div className="dim">{text.chart.moreRows(points.length - mostTold)}</div> : null}
    </div>
  );
}
