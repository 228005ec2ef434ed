'use client';

import { Download } from 'lucide-react';
import { useMemo } from 'react';
import { toCsv } from '#lib/ui/chart/export-lines.ts';
import { fileName, saveFile } from '#lib/ui/chart/save-file.ts';
import { Checkbox, Select } from '#lib/ui/field.tsx';
import { IconButton } from '#lib/ui/icon-button.tsx';
import { InPanelHead } from '#lib/ui/panel-head.tsx';
import { text } from '#lib/ui/text/text.ts';
import type { PanelRuns, PanelViewProps } from '../../panel-kind.ts';
import { loggedLabel } from '../logged-label.ts';
import { loggedNote } from '../logged-note.ts';
import { LoggedStates } from '../logged-states.tsx';
import { NamePicker } from '../name-picker.tsx';
import { Problems } from '../problems.tsx';
import { tablePython } from '../python.ts';
import { useContents } from '../use-contents.ts';
import { type Logged, type LookedFor, useLogged } from '../use-logged.ts';
import { type AlignedRow, alignTables, commonColumns, usualKey } from './align-tables.ts';
import { AlignedGrid, type GridColumn } from './aligned-grid.tsx';
import { type Cell, readTable, type Table } from './read-table.ts';
import type { TableSettings } from './table-kind.ts';
import './table.css';

const notTables = /^(evaluation\.json$|evaluation\/|histograms\/)/;
const tables: LookedFor = {
  prefix: '',
  endings: ['json', 'csv'],
  fits: (name) => !notTables.test(name),
  // What evaluations and people call them; a JSON file may as well be a configuration.
  first: (name) => /\.csv$|table|predict|result|answer|sample/i.test(name),
};
const mostRuns = 8;
const mostCells = 240;

/** A table of one name, of several runs side by side. */
export default function TableView(props: PanelViewProps<TableSettings>) {
  const logged = useLogged(props.runs.shown, tables, props.settings.name);
  return (
    <LoggedStates runs={props.runs} logged={logged} lead={text.logged.table.none} python={tablePython}>
      {(name) => <Tables {...props} logged={logged} name={name} />}
    </LoggedStates>
  );
}

function Tables({
  runs,
  settings,
  height,
  onSettings,
  logged,
  name,
}: PanelViewProps<TableSettings> & { logged: Logged; name: string }) {
  const files = useMemo(() => logged.files.slice(0, mostRuns), [logged.files]);
  const { items, failed, loading } = useContents('table', files, readTable);
  const digests = items.map(({ file }) => `${file.runId} ${file.digest}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the digests say when the contents are others
  const read = useMemo(() => items.map((item) => item.content), [digests]);
  const shown = items.flatMap(({ file }) => runs.shown.find((run) => run.id === file.runId) ?? []);
  const common = useMemo(() => commonColumns(read), [read]);
  const usual = useMemo(() => usualKey(read), [read]);
  const { by, differences } = settings;
  const key = by === 'place' ? undefined : by === 'column' && common.includes(settings.key) ? settings.key : usual;
  const aligned = useMemo(() => alignTables(read, key), [read, key]);
  const rows = useMemo(
    () => (differences ? aligned.rows.filter((row) => row.different) : aligned.rows),
    [aligned, differences],
  );
  const differing = useMemo(() => aligned.rows.filter((row) => row.different).length, [aligned]);
  const columns = useMemo(
    () =>
      gridColumns(aligned.columns, read, settings.tall)
        .filter(({ at }) => !differences || aligned.differing[at])
        .slice(0, Math.floor(mostCells / Math.max(1, read.length))),
    [aligned, read, settings.tall, differences],
  );
  const keyName = key ?? text.logged.table.rowNumber;
  const notes = [
    text.logged.table.rows(rows.length, aligned.rows.length),
    ...(read.length > 1 ? [text.logged.table.differing(differing)] : []),
    ...(aligned.repeated > 0 ? [text.logged.table.repeated(aligned.repeated)] : []),
    ...(logged.files.length > mostRuns ? [text.logged.firstRuns(mostRuns, logged.files.length)] : []),
    ...(shown[1] && shown[0] ? [text.logged.table.firstIs(shown[0].name)] : []),
  ];
  const empty = loggedNote(logged, loading, differences ? text.logged.table.same : text.common.noRows);
  return (
    <div className="logged" style={{ height }}>
      <div className="logged-bar">
        <NamePicker logged={logged} onName={(next) => onSettings({ ...settings, name: next, by: 'auto', key: '' })} />
        <Select
          hideLabel
          label={text.logged.table.key}
          title={text.logged.table.key}
          value={key === undefined ? '' : `=${key}`}
          options={[
            { value: '', label: text.logged.table.rowNumber },
            ...common.map((column) => ({ value: `=${column}`, label: column })),
          ]}
          onChange={({ target: { value } }) =>
            onSettings({ ...settings, by: value === '' ? 'place' : 'column', key: value.slice(1) })
          }
        />
        <Checkbox
          label={text.logged.table.differences}
          checked={differences}
          onChange={(event) => onSettings({ ...settings, differences: event.target.checked })}
        />
        <Checkbox
          label={text.logged.table.tall}
          checked={settings.tall}
          onChange={(event) => onSettings({ ...settings, tall: event.target.checked })}
        />
      </div>
      <InPanelHead>
        <IconButton
          icon={Download}
          label={text.logged.table.save}
          onClick={() =>
            saveFile(
              `${fileName(loggedLabel(name).replace(/\.(json|csv)$/i, ''))}.csv`,
              new Blob([alignedCsv(keyName, columns, rows, shown)], { type: 'text/csv' }),
            )
          }
        />
      </InPanelHead>
      {rows.length > 0 ? (
        <AlignedGrid
          label={`${text.logged.table.title}: ${loggedLabel(name)}`}
          keyName={keyName}
          columns={columns}
          rows={rows}
          shown={shown}
          runs={runs}
          tall={settings.tall}
        />
      ) : failed.length < files.length || files.length === 0 ? (
        <p className="logged-note dim">{empty}</p>
      ) : null}
      <div className="logged-footer dim small num">
        {read.length > 0 ? notes.join(' · ') : null}
        <Problems failed={failed} runs={runs} />
      </div>
    </div>
  );
}

const width = { number: 84, text: 150, tall: 260 };

/** The columns with the room that their values need: texts more than numbers. */
function gridColumns(names: readonly string[], read: readonly Table[], tall: boolean): GridColumn[] {
  return names.map((name, at) => {
    const places = read.map((table) => table.columns.indexOf(name));
    const isText = read.some((table, of) =>
      table.rows
        .slice(0, 50)
        .some((row) => typeof row[places[of] ?? -1] === 'string' || isObject(row[places[of] ?? -1])),
    );
    return { name, at, width: isText ? (tall ? width.tall : width.text) : width.number };
  });
}

function isObject(cell: Cell | undefined): boolean {
  return typeof cell === 'object' && cell !== null;
}

function alignedCsv(
  keyName: string,
  columns: readonly GridColumn[],
  rows: readonly AlignedRow[],
  shown: PanelRuns['shown'],
): string {
  const written = (cell: Cell | undefined) =>
    typeof cell === 'number' || typeof cell === 'string' ? cell : (JSON.stringify(cell ?? undefined) ?? '');
  return toCsv(
    [keyName, ...columns.flatMap(({ name }) => shown.map((run) => `${name} · ${run.name}`))],
    rows.map((row) => [
      written(row.key),
      ...columns.flatMap(({ at }) => shown.map((_, place) => written(row.cells[place]?.[at]))),
    ]),
  );
}
