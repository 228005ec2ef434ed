'use client';

import { useMemo } from 'react';
import { Select } from '#lib/ui/field.tsx';
import { text } from '#lib/ui/text/text.ts';
import type { PanelViewProps } from '../../panel-kind.ts';
import { Drawing } from '../drawing.tsx';
import { evaluations, readEvaluation } from '../evaluation/read-evaluation.ts';
import { loggedLabel } from '../logged-label.ts';
import { loggedNote } from '../logged-note.ts';
import { LoggedStates } from '../logged-states.tsx';
import { NamePicker } from '../name-picker.tsx';
import { Problems } from '../problems.tsx';
import { confusionPython } from '../python.ts';
import { useContents } from '../use-contents.ts';
import { type Logged, useLogged } from '../use-logged.ts';
import { type ConfusionSettings, confusionCells } from './confusion-kind.ts';
import { Matrices } from './matrices.tsx';

const mostRuns = 24;
/** Of all matrices together: more are slow to draw and too small to read. */
const mostCells = 30_000;

/** The confusion matrices of one evaluation, a matrix for each run. */
export default function ConfusionView(props: PanelViewProps<ConfusionSettings>) {
  const logged = useLogged(props.runs.shown, evaluations, props.settings.name);
  return (
    <LoggedStates runs={props.runs} logged={logged} lead={text.logged.confusion.none} python={confusionPython}>
      {(name) => <ByRun {...props} logged={logged} name={name} />}
    </LoggedStates>
  );
}

function ByRun({
  runs,
  settings,
  height,
  onSettings,
  logged,
  name,
}: PanelViewProps<ConfusionSettings> & { logged: Logged; name: string }) {
  const files = useMemo(() => logged.files.slice(0, mostRuns), [logged.files]);
  const { items, failed, loading } = useContents('evaluation', files, readEvaluation);
  const all = items.flatMap(({ file, content: { confusion } }) => {
    const run = runs.shown.find((one) => one.id === file.runId);
    return run && confusion ? [{ run, confusion }] : [];
  });
  const matrices = all.slice(0, roomFor(all.map(({ confusion }) => confusion.labels.length)));
  const rows = matrices.flatMap(({ run, confusion: { labels, counts } }) =>
    counts.flatMap((row, actual) =>
      row.map((count, predicted) => [run.name, labels[actual] ?? '', labels[predicted] ?? '', count]),
    ),
  );
  const cut = logged.files.length > mostRuns || matrices.length < all.length;
  return (
    <Drawing
      title={`${text.logged.confusion.title}: ${loggedLabel(name)}`}
      height={height}
      header={[text.logged.run, text.chart.actual, text.chart.predicted, text.chart.count]}
      rows={rows}
      note={matrices.length > 0 ? undefined : loggedNote(logged, loading, text.logged.evaluation.noConfusion)}
      bar={
        <>
          <NamePicker logged={logged} onName={(next) => onSettings({ ...settings, name: next })} />
          <span className="dim small">
            {text.chart.actual} ↓ · {text.chart.predicted} →
          </span>
          <span className="grow" />
          <Select
            hideLabel
            label={text.logged.look}
            value={settings.cells}
            options={confusionCells.map((cells) => ({ value: cells, label: text.logged.confusion[cells] }))}
            onChange={(event) => onSettings({ ...settings, cells: event.target.value as ConfusionSettings['cells'] })}
          />
        </>
      }
      footer={
        <>
          {cut ? text.logged.firstRuns(matrices.length, logged.files.length) : null}
          <Problems failed={failed} runs={runs} />
        </>
      }
    >
      {(size) => (
        <Matrices matrices={matrices} cells={settings.cells} size={size} onPoint={(id) => runs.highlight?.(id)} />
      )}
    </Drawing>
  );
}

/** How many matrices are drawn, the first in any case. @param classes those of each matrix */
function roomFor(classes: readonly number[]): number {
  let cells = 0;
  const beyond = classes.findIndex((count, at) => {
    cells += count ** 2;
    return at > 0 && cells > mostCells;
  });
  return beyond < 0 ? classes.length : beyond;
}
