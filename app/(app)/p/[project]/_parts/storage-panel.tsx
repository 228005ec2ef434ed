'use client';

import type { Storage } from '#lib/overview/schema.ts';
import { formatBytes } from '#lib/ui/format.ts';
import { Bytes } from '#lib/ui/numbers.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { text } from '#lib/ui/text/text.ts';

/** What uses the disk: one bar for each kind of file, as a share of the largest. */
export function StoragePanel({ storage }: { storage: Storage }) {
  const most = Math.max(1, ...storage.kinds.map((kind) => kind.bytes));
  return (
    <Panel title={text.home.storage} hint={`${formatBytes(storage.bytes)} · ${text.home.storageHint}`}>
      <div className="home-storage">
        {storage.kinds.map((kind) => (
          <div key={kind.kind}>
            <span className="mut">{text.home.storageKind[kind.kind]}</span>
            <span className="home-bar" aria-hidden="true">
              <i style={{ width: `${(100 * kind.bytes) / most}%` }} />
            </span>
            <span className="r" title={text.home.files(kind.files)}>
              <Bytes value={kind.bytes} />
            </span>
          </div>
        ))}
        {storage.kinds.length === 0 ? <p className="mut">{text.home.nothingStored}</p> : null}
        <div className="home-total">
          <span className="mut">{text.home.database}</span>
          <span />
          <span className="r">
            <Bytes value={storage.databaseBytes} />
          </span>
        </div>
      </div>
    </Panel>
  );
}
