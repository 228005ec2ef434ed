'use client';

import { Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '#lib/ui/button.tsx';
import { Dialog } from '#lib/ui/dialog.tsx';
import { text } from '#lib/ui/text/text.ts';
import { FilterRow } from './filter-row.tsx';
import { type FilterRow as Row, readRows, writeRows } from './filter-rows.ts';
import './filter-builder.css';

const pauseMs = 150;

interface Numbered {
  id: number;
  row: Row;
}

const empty: Row = {
  joint: 'and',
  kind: 'comparison',
  comparison: { field: '', operator: '=', values: [], quoted: false },
};

/**
 * The filter of a run set as rows of column, comparison and value. It reads what was typed into the search, and writes the
 * same text back with each change that lacks nothing.
 */
export function FilterBuilder({
  experimentId,
  value,
  count,
  error,
  onChange,
  onClose,
}: {
  experimentId: number;
  /** What the search says. */
  value: string;
  /** Runs that fit, where that is known. */
  count: number | undefined;
  error: string | undefined;
  onChange: (value: string) => void;
  onClose: () => void;
}) {
  const next = useRef(1);
  const [fresh, setFresh] = useState<number>();
  const [rows, setRows] = useState<Numbered[]>(() => {
    const read = readRows(value);
    return (read.length > 0 ? read : [empty]).map((row) => ({ id: next.current++, row }));
  });
  const written = writeRows(rows.map(({ row }) => row));
  // What was opened and not changed stays as it was typed.
  const sent = useRef(written);
  useEffect(() => {
    if (written === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = written;
      onChange(written);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [written, onChange]);
  const close = () => {
    if (written !== sent.current) onChange(written);
    onClose();
  };
  const add = (row: Row) => {
    const id = next.current++;
    setRows([...rows, { id, row }]);
    setFresh(id);
  };
  return (
    <Dialog
      wide
      title={text.filter.title}
      onClose={close}
      footer={
        <>
          <span className="dim num small" role="status">
            {count === undefined ? null : text.filter.matches(count)}
          </span>
          <span className="grow" />
          <Button look="ghost" disabled={rows.length === 0} onClick={() => setRows([])}>
            {text.filter.clear}
          </Button>
          <Button look="primary" onClick={close}>
            {text.filter.done}
          </Button>
        </>
      }
    >
      <p className="mut filter-lead">{rows.length === 0 ? text.filter.none : text.filter.lead}</p>
      <div className="filter-rows">
        {rows.map(({ id, row }, index) => (
          <FilterRow
            key={id}
            experimentId={experimentId}
            row={row}
            index={index}
            fresh={id === fresh || (fresh === undefined && index === 0)}
            onChange={(changed) => setRows(rows.map((one) => (one.id === id ? { id, row: changed } : one)))}
            onRemove={() => setRows(rows.filter((one) => one.id !== id))}
          />
        ))}
      </div>
      <div className="row">
        <Button small icon={Plus} onClick={() => add(empty)}>
          {text.filter.add}
        </Button>
        <Button small look="ghost" onClick={() => add({ joint: 'and', kind: 'text', text: '' })}>
          {text.filter.addText}
        </Button>
      </div>
      <div className="filter-query">
        <span className="dim small">{text.filter.query}</span>
        <code>{written || '–'}</code>
        {error ? (
          <p className="field-error" role="alert">
            {error}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}
