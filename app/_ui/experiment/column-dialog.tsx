'use client';

import { useState } from 'react';
import { attributes, type Column, parseColumn } from '#lib/runs/table/column.ts';
import { Button } from '#lib/ui/button.tsx';
import { Dialog } from '#lib/ui/dialog.tsx';
import { Checkbox, Input } from '#lib/ui/field.tsx';
import { text } from '#lib/ui/text/text.ts';
import type { MetricDirection } from '../metrics/best-value.ts';
import { noteColumn, pinMark, sparkColumn, toggleColumn } from './run-columns.ts';
import { metricColumn } from './run-question.ts';
import { type KeyKind, useFoundKeys } from './use-found-keys.ts';

const kinds = ['metric', 'param', 'tag'] as const;

/** Which columns a table of runs has, out of thousands of keys: found by typing, shown by a check. */
export function ColumnDialog({
  experimentId,
  columns,
  directionOf,
  onChange,
  onReset,
  onClose,
}: {
  experimentId: number;
  columns: readonly string[];
  directionOf: (key: string) => MetricDirection;
  onChange: (columns: string[]) => void;
  /** Back to those that the page chooses. */
  onReset: () => void;
  onClose: () => void;
}) {
  const [search, setSearch] = useState('');
  const found = useFoundKeys(experimentId, kinds, search);
  const shown = new Set(columns);
  const fits = (words: string) => words.toLowerCase().includes(search.toLowerCase());
  // A metric may be shown by another of its figures.
  const columnOf = (kind: KeyKind, key: string): string => {
    if (kind !== 'metric') return `${kind}:${key}`;
    const isOf = (column: Column | undefined) => column?.entity === 'metric' && column.key === key;
    return columns.find((name) => isOf(parseColumn(name))) ?? metricColumn(key, directionOf(key));
  };
  const group = (title: string, names: { name: string; label: string }[], more: boolean) =>
    names.length === 0 ? null : (
      <fieldset className="column-group" key={title}>
        <legend>{title}</legend>
        {names.map(({ name, label }) => (
          <Checkbox
            key={name}
            label={<span className="clip">{label}</span>}
            checked={shown.has(name)}
            onChange={() => onChange(toggleColumn(columns, name))}
          />
        ))}
        {more ? <p className="dim small">{text.runs.moreKeys}</p> : null}
      </fieldset>
    );
  return (
    <Dialog
      wide
      title={text.runs.columns}
      onClose={onClose}
      footer={
        <>
          <span className="dim num small">
            {text.runs.columnCount(columns.filter((name) => name !== pinMark).length)}
          </span>
          <span className="grow" />
          <Button look="ghost" onClick={onReset}>
            {text.runs.usualColumns}
          </Button>
          <Button look="primary" onClick={onClose}>
            {text.common.close}
          </Button>
        </>
      }
    >
      <Input
        label={text.runs.findColumn}
        type="search"
        data-first-focus
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <div className="column-groups">
        {group(
          text.runs.attributes,
          [
            { name: sparkColumn, label: text.grid.curve },
            { name: noteColumn, label: text.grid.note },
            ...attributes
              .filter((key) => key !== 'name')
              .map((key) => ({ name: key, label: text.runs.attribute[key] })),
          ].filter(({ label }) => fits(label)),
          false,
        )}
        {found.map(({ kind, keys, more }) =>
          group(
            text.runs.keyKinds[kind],
            keys.map((key) => ({ name: columnOf(kind, key), label: key })),
            more,
          ),
        )}
      </div>
    </Dialog>
  );
}
