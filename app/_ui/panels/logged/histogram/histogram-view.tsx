'use client';

import { useMemo } from 'react';
import { Select } from '#lib/ui/field.tsx';
import { formatCount, formatNumber } from '#lib/ui/format.ts';
import { text } from '#lib/ui/text/text.ts';
import type { PanelViewProps } from '../../panel-kind.ts';
import { Drawing } from '../drawing.tsx';
import { loggedLabel } from '../logged-label.ts';
import { loggedNote } from '../logged-note.ts';
import { LoggedStates } from '../logged-states.tsx';
import { NamePicker } from '../name-picker.tsx';
import { Problems } from '../problems.tsx';
import { histogramPython } from '../python.ts';
import { StepSlider, stepIndex, usePanelKeys } from '../step-slider.tsx';
import { useContents } from '../use-contents.ts';
import { type Logged, type LookedFor, useLogged } from '../use-logged.ts';
import { type HistogramSettings, histogramLooks } from './histogram-kind.ts';
import { HeatMap, Ridges } from './over-steps.tsx';
import { Overlay } from './overlay.tsx';
import { readHistograms, type StepHistogram } from './read-histograms.ts';
import { quantile, totalOf } from './shape.ts';

const histogramFiles: LookedFor = { prefix: 'histograms/', endings: ['json', 'jsonl'] };
/** Over each other; more are not told apart. */
const mostRuns = 12;

/** Histograms of one name: of one run over its steps, or of all runs at one step. */
export default function HistogramView(props: PanelViewProps<HistogramSettings>) {
  const logged = useLogged(props.runs.shown, histogramFiles, props.settings.name);
  return (
    <LoggedStates runs={props.runs} logged={logged} lead={text.logged.histogram.none} python={histogramPython}>
      {(name) => <Histograms {...props} logged={logged} name={name} />}
    </LoggedStates>
  );
}

function Histograms({
  runs,
  settings,
  height,
  onSettings,
  logged,
  name,
}: PanelViewProps<HistogramSettings> & { logged: Logged; name: string }) {
  const { look } = settings;
  const withFile = runs.shown.filter((run) => logged.files.some((file) => file.runId === run.id));
  const chosen = withFile.find((run) => run.id === settings.run) ?? withFile[0];
  const files = useMemo(
    () =>
      look === 'overlay' ? logged.files.slice(0, mostRuns) : logged.files.filter((file) => file.runId === chosen?.id),
    [logged.files, look, chosen?.id],
  );
  const { items, failed, loading } = useContents('histograms', files, readHistograms);
  const steps = useMemo(
    () => [...new Set(items.flatMap(({ content }) => content.map((one) => one.step)))].sort((a, b) => a - b),
    [items],
  );
  const at = stepIndex(steps, settings.step);
  const step = steps[at] ?? 0;
  const drawn = items.flatMap(({ file, content }) => {
    const run = runs.shown.find((one) => one.id === file.runId);
    return run ? [{ run, histograms: content, marked: content.findLast((one) => one.step <= step) }] : [];
  });
  const { keys, around } = usePanelKeys();
  const onStep = (next: number) => onSettings({ ...settings, step: next === steps.at(-1) ? null : next });
  const told = drawn.flatMap(({ run, histograms, marked }) =>
    (look === 'overlay' ? (marked ? [marked] : []) : histograms).map((histogram) => ({ run, histogram })),
  );
  const rows = told.flatMap(({ run, histogram: { step: each, edges, counts } }) =>
    counts.map((count, bin) => [run.name, each, edges[bin] ?? 0, edges[bin + 1] ?? 0, count]),
  );
  const [first] = drawn;
  return (
    <Drawing
      {...around}
      title={`${text.logged.histogram.title}: ${loggedLabel(name)}`}
      height={height}
      header={[text.logged.run, text.chart.step, text.chart.from, text.chart.to, text.chart.count]}
      rows={rows}
      note={first ? undefined : loggedNote(logged, loading, text.chart.noPoints)}
      bar={
        <>
          <NamePicker logged={logged} onName={(next) => onSettings({ ...settings, name: next })} />
          {look === 'overlay' ? null : (
            <Select
              hideLabel
              label={text.logged.run}
              value={chosen?.id ?? ''}
              options={withFile.map((run) => ({ value: run.id, label: run.name }))}
              onChange={(event) => onSettings({ ...settings, run: event.target.value })}
            />
          )}
          <StepSlider steps={steps} at={at} onAt={(next) => onStep(steps[next] ?? 0)} keys={keys} />
          <span className="grow" />
          <Select
            hideLabel
            label={text.logged.look}
            value={look}
            options={histogramLooks.map((one) => ({ value: one, label: text.logged.histogram.looks[one] }))}
            onChange={(event) => onSettings({ ...settings, look: event.target.value as HistogramSettings['look'] })}
          />
        </>
      }
      footer={
        <>
          {look !== 'overlay' && first?.marked ? sentence(first.marked) : null}
          {look === 'overlay' ? text.logged.histogram.density : null}
          {look === 'overlay' && logged.files.length > mostRuns
            ? ` · ${text.logged.firstRuns(mostRuns, logged.files.length)}`
            : null}
          <Problems failed={failed} runs={runs} />
        </>
      }
    >
      {(size) => {
        if (look === 'overlay') {
          const overlaid = drawn.flatMap(({ run, marked }) => (marked ? [{ run, histogram: marked }] : []));
          return <Overlay items={overlaid} size={size} onPoint={(id) => runs.highlight?.(id)} />;
        }
        if (!first) return null;
        const { run, histograms, marked } = first;
        const Look = look === 'heat' ? HeatMap : Ridges;
        return <Look histograms={histograms} marked={marked} color={run.color} size={size} onStep={onStep} />;
      }}
    </Drawing>
  );
}

/** One histogram in words: how many values, and where they lie. */
function sentence(histogram: StepHistogram): string {
  return text.logged.histogram.ofStep(
    formatCount(histogram.step),
    formatCount(totalOf(histogram)),
    formatNumber(quantile(histogram, 0.5)),
    formatNumber(quantile(histogram, 0.05)),
    formatNumber(quantile(histogram, 0.95)),
  );
}
