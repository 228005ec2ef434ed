'use client';

import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { mostCompared } from '#lib/runs/compare/schema.ts';
import type { RunTableAnswer } from '#lib/runs/table/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { Dialog } from '#lib/ui/dialog.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Checkbox, Input } from '#lib/ui/field.tsx';
import { text } from '#lib/ui/text/text.ts';
import { TimeAgo } from '#lib/ui/time-ago.tsx';
import { RunStatusIcon } from '../run/run-status-icon.tsx';

/** Finds runs of the project by name or id, the newest first, and puts them into the comparison or takes them out. */
export function AddRunsDialog({
  ids,
  onChange,
  onClose,
}: {
  ids: readonly string[];
  onChange: (ids: string[]) => void;
  onClose: () => void;
}) {
  const api = useApi();
  const [typed, setTyped] = useState('');
  const asked = useDeferredValue(typed.trim());
  const { data, error, refetch } = useQuery({
    queryKey: ['run', { toCompare: asked }],
    queryFn: ({ signal }) => {
      const body = { ...(asked ? { text: asked.slice(0, 200) } : {}), sort: [{ by: 'started' }], limit: 50 };
      return api<RunTableAnswer>('/runs/query', { method: 'POST', body, signal });
    },
    placeholderData: (before) => before,
  });
  const full = ids.length >= mostCompared;
  return (
    <Dialog title={text.compare.addRuns} onClose={onClose}>
      <div className="stack">
        <Input
          label={text.compare.addSearch}
          placeholder={text.compare.addHint}
          type="search"
          value={typed}
          data-first-focus
          onChange={(event) => setTyped(event.target.value)}
        />
        {full ? <p className="mut">{text.compare.tooMany(mostCompared)}</p> : null}
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        <ul className="compare-found">
          {data?.rows.map((run) => {
            const picked = ids.includes(run.id);
            return (
              <li key={run.id} className="row">
                <Checkbox
                  label={run.name}
                  checked={picked}
                  disabled={full && !picked}
                  onChange={() => onChange(picked ? ids.filter((id) => id !== run.id) : [...ids, run.id])}
                />
                <span className="grow" />
                <RunStatusIcon run={run} />
                <span className="dim small">
                  <TimeAgo time={run.startedAt ?? run.createdAt} />
                </span>
              </li>
            );
          })}
        </ul>
        {data?.rows.length === 0 ? <p className="mut">{text.compare.addNone}</p> : null}
      </div>
    </Dialog>
  );
}
