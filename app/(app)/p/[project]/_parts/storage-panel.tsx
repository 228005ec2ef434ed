'use client';

import { datasetPath, modelPath } from '#app/_ui/run/thing-path.ts';
import type { Storage, StoredThing } from '#lib/overview/schema.ts';
import { formatBytes } from '#lib/ui/format.ts';
import { Link } from '#lib/ui/navigation.tsx';
import { Bytes } from '#lib/ui/numbers.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { text } from '#lib/ui/text/text.ts';

/** From here on it is worth a word that files can live outside the database. */
const manyBytes = 5e9;

/** What uses the disk: a bar for each kind of file, the largest things, and what the database is made of. */
export function StoragePanel({ storage }: { storage: Storage }) {
  const { kinds, largest, database } = storage;
  const files = database.find((one) => one.part === 'files')?.bytes ?? 0;
  return (
    <Panel title={text.home.storage} hint={`${formatBytes(storage.bytes)} · ${text.home.storageHint}`}>
      <div className="home-storage">
        <Bars
          rows={kinds.map(({ kind, bytes, files: count }) => ({
            name: text.home.storageKind[kind],
            title: text.home.files(count),
            bytes,
          }))}
        />
        {kinds.length === 0 ? <p className="mut">{text.home.nothingStored}</p> : null}
        {largest.length > 0 ? (
          <>
            <h3>{text.home.largest}</h3>
            <ul className="home-largest">
              {largest.map((thing) => (
                <li key={pathOf(thing)}>
                  <Link to={pathOf(thing)} className="clip">
                    {thing.name}
                    {thing.number === null ? null : <span className="dim"> {text.models.versionOf(thing.number)}</span>}
                  </Link>
                  <span className="dim small">{text.home.oneStored[thing.kind]}</span>
                  <span className="grow" />
                  <Bytes value={thing.bytes} />
                </li>
              ))}
            </ul>
          </>
        ) : null}
        <h3 className="row">
          {text.home.database} <span className="grow" />
          <Bytes value={storage.databaseBytes} />
        </h3>
        <Bars rows={database.map(({ part, bytes }) => ({ name: text.home.databasePart[part], bytes }))} />
        {storage.blobs === 'postgres' && files > manyBytes ? (
          <p className="mut small">{text.home.filesElsewhere}</p>
        ) : null}
      </div>
    </Panel>
  );
}

function pathOf({ kind, runId, name, number }: StoredThing): string {
  if (kind === 'artifact' || number === null) return `/runs/${runId ?? ''}?tab=artifacts`;
  if (kind === 'model') return modelPath({ name, number });
  return datasetPath({ name, number, kind: kind === 'prediction' ? 'predictions' : undefined });
}

/** One bar for each row, as a share of the largest. */
function Bars({ rows }: { rows: { name: string; title?: string; bytes: number }[] }) {
  const most = Math.max(1, ...rows.map((row) => row.bytes));
  return rows.map((row) => (
    <div key={row.name} className="home-share">
      <span className="mut">{row.name}</span>
      <span className="home-bar" aria-hidden="true">
        <i style={{ width: `${(100 * row.bytes) / most}%` }} />
      </span>
      <span className="r" title={row.title}>
        <Bytes value={row.bytes} />
      </span>
    </div>
  ));
}
