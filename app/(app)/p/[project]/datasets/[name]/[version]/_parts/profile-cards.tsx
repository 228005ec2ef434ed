'use client';

import { Maximize2 } from 'lucide-react';
import { useState } from 'react';
import type { ColumnProfile, Profile } from '#lib/datasets/schema.ts';
import { Button } from '#lib/ui/button.tsx';
import { Input } from '#lib/ui/field.tsx';
import { IconButton } from '#lib/ui/icon-button.tsx';
import { text } from '#lib/ui/text/text.ts';
import { ColumnDialog } from './column-dialog.tsx';
import { columnFacts } from './column-facts.ts';
import { MiniHistogram } from './mini-histogram.tsx';
import { TopValues } from './top-values.tsx';

const mostCards = 60;

/** A card for each column: its shape at a glance, details one click away. */
export function ProfileCards({ profile }: { profile: Profile | null }) {
  const [find, setFind] = useState('');
  const [all, setAll] = useState(false);
  const [open, setOpen] = useState<ColumnProfile>();
  if (!profile) return <div className="mut">{text.datasets.profile.none}</div>;
  const found = profile.columns.filter((column) => column.name.toLowerCase().includes(find.trim().toLowerCase()));
  const shown = all ? found : found.slice(0, mostCards);
  return (
    <div className="stack">
      {profile.columns.length > 8 ? (
        <div className="row">
          <div style={{ width: 260 }}>
            <Input
              label={text.datasets.profile.find}
              hideLabel
              placeholder={text.datasets.profile.find}
              value={find}
              onChange={(event) => setFind(event.target.value)}
            />
          </div>
          <span className="dim small num">{text.datasets.profile.shown(shown.length, profile.columns.length)}</span>
        </div>
      ) : null}
      <div className="column-cards">
        {shown.map((column) => (
          <ColumnCard key={column.name} column={column} rowCount={profile.rowCount} onOpen={() => setOpen(column)} />
        ))}
      </div>
      {shown.length < found.length ? (
        <div className="row">
          <Button onClick={() => setAll(true)}>{text.datasets.profile.showAll(found.length)}</Button>
        </div>
      ) : null}
      {open ? <ColumnDialog column={open} rowCount={profile.rowCount} onClose={() => setOpen(undefined)} /> : null}
    </div>
  );
}

function ColumnCard({ column, rowCount, onOpen }: { column: ColumnProfile; rowCount: number; onOpen: () => void }) {
  return (
    <section className="column-card" aria-label={column.name}>
      <header>
        <b className="clip" title={column.name}>
          {column.name}
        </b>
        <span className="dim small mono clip">{column.type}</span>
        <span className="grow" />
        <IconButton icon={Maximize2} label={text.datasets.profile.enlarge(column.name)} onClick={onOpen} />
      </header>
      <div className="body">
        <Shape column={column} rowCount={rowCount} />
      </div>
      <div className="facts num">
        {columnFacts(column, rowCount)
          .filter((fact) => fact.short)
          .map((fact) => (
            <span key={fact.label} title={fact.title}>
              {fact.label} <b>{fact.value}</b>
            </span>
          ))}
      </div>
    </section>
  );
}

function Shape({ column, rowCount }: { column: ColumnProfile; rowCount: number }) {
  if (column.count === 0) return <span className="mut">{text.datasets.profile.allMissing}</span>;
  if (column.histogram && column.family !== 'text')
    return <MiniHistogram column={column} histogram={column.histogram} />;
  if (column.top) return <TopValues column={column} rowCount={rowCount} most={5} />;
  return (
    <span className="mut">{column.family === 'other' ? text.datasets.profile.nested : text.datasets.profile.keys}</span>
  );
}
