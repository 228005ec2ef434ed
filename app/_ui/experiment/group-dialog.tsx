'use client';

import { X } from 'lucide-react';
import { useState } from 'react';
import { groupable } from '#lib/runs/table/column.ts';
import { Button } from '#lib/ui/button.tsx';
import { Dialog } from '#lib/ui/dialog.tsx';
import { Checkbox, Input } from '#lib/ui/field.tsx';
import { text } from '#lib/ui/text/text.ts';
import { groupKey, toggleGroupKey } from './run-groups.ts';
import { mostGroupKeys } from './run-set.ts';
import { useFoundKeys } from './use-found-keys.ts';

const kinds = ['param', 'tag'] as const;

/** What runs are put into groups by: up to five params, tags and attributes, found by typing. */
export function GroupDialog({
  experimentId,
  by,
  onChange,
  onClose,
}: {
  experimentId: number;
  by: readonly string[];
  onChange: (by: string[]) => void;
  onClose: () => void;
}) {
  const [search, setSearch] = useState('');
  const found = useFoundKeys(experimentId, kinds, search);
  const full = by.length >= mostGroupKeys;
  const part = (title: string, names: { name: string; label: string }[], more: boolean) =>
    names.length === 0 ? null : (
      <fieldset className="column-group" key={title}>
        <legend>{title}</legend>
        {names.map(({ name, label }) => (
          <Checkbox
            key={name}
            label={<span className="clip">{label}</span>}
            checked={by.includes(name)}
            disabled={full && !by.includes(name)}
            onChange={() => onChange(toggleGroupKey(by, name))}
          />
        ))}
        {more ? <p className="dim small">{text.runs.moreKeys}</p> : null}
      </fieldset>
    );
  const own = groupable.filter((key) => text.runs.attribute[key].toLowerCase().includes(search.toLowerCase()));
  return (
    <Dialog
      wide
      title={text.groups.title}
      onClose={onClose}
      footer={
        <>
          <span className="dim small">{full ? text.groups.most(mostGroupKeys) : null}</span>
          <span className="grow" />
          <Button look="ghost" disabled={by.length === 0} onClick={() => onChange([])}>
            {text.groups.ungroup}
          </Button>
          <Button look="primary" onClick={onClose}>
            {text.common.close}
          </Button>
        </>
      }
    >
      <p className="mut group-lead">{text.groups.lead}</p>
      {by.length > 0 ? (
        <ol className="group-keys" aria-label={text.groups.chosen}>
          {by.map((name) => (
            <li key={name} className="chip accent">
              {groupKey(name)}
              <button
                type="button"
                aria-label={text.groups.remove(groupKey(name))}
                title={text.groups.remove(groupKey(name))}
                onClick={() => onChange(toggleGroupKey(by, name))}
              >
                <X size={12} aria-hidden />
              </button>
            </li>
          ))}
        </ol>
      ) : null}
      <Input
        label={text.groups.find}
        type="search"
        data-first-focus
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <div className="column-groups">
        {found.map(({ kind, keys, more }) =>
          part(
            text.runs.keyKinds[kind],
            keys.map((key) => ({ name: `${kind}:${key}`, label: key })),
            more,
          ),
        )}
        {part(
          text.runs.attributes,
          own.map((key) => ({ name: key, label: text.runs.attribute[key] })),
          false,
        )}
      </div>
    </Dialog>
  );
}
