'use client';

import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { VersionDetail } from '#lib/datasets/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { ApiError } from '#lib/ui/api-error.ts';
import { Button, LinkButton } from '#lib/ui/button.tsx';
import { Dialog } from '#lib/ui/dialog.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Checkbox, Input, TextArea } from '#lib/ui/field.tsx';
import { formatCount, formatPercent } from '#lib/ui/format.ts';
import { text } from '#lib/ui/text/text.ts';
import { JobWatch } from '../../../_parts/job-watch.tsx';

/** A rule with the rows it takes counted while it is typed; then the job that carries it out. */
export function SplitDialog({ version, onClose }: { version: VersionDetail; onClose: () => void }) {
  const api = useApi();
  const path = `/datasets/${encodeURIComponent(version.dataset)}/versions/${version.number}`;
  const [name, setName] = useState('');
  const [where, setWhere] = useState('');
  const [excluded, setExcluded] = useState<string[]>([]);
  const [done, setDone] = useState(false);
  const settled = useSettled(where.trim(), 350);
  const count = useQuery({
    queryKey: ['version-count', version.id, settled],
    queryFn: ({ signal }) =>
      api<{ matching: number; total: number }>(`${path}/count?${new URLSearchParams({ where: settled })}`, { signal }),
    enabled: settled !== '',
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const start = useMutation({
    mutationFn: () =>
      api<{ jobId: string }>(`${path}/splits`, {
        method: 'POST',
        body: {
          name,
          ...(where.trim() ? { where: where.trim() } : {}),
          ...(excluded.length > 0 ? { exclude: excluded } : {}),
        },
      }),
  });
  const fieldError = (field: string) => (start.error instanceof ApiError ? start.error.field(field) : undefined);
  const whereError = count.error ? count.error.message : fieldError('where');
  const jobId = start.data?.jobId;
  const total = formatCount(version.rowCount);

  return (
    <Dialog
      title={text.datasets.split.title(text.datasets.short(version.dataset, version.number))}
      onClose={onClose}
      footer={
        <>
          <span className="grow" />
          <Button onClick={onClose}>{jobId ? text.datasets.importer.close : text.common.cancel}</Button>
          {jobId ? (
            done ? (
              <LinkButton look="primary" to={`/datasets/${encodeURIComponent(name)}/latest`}>
                {text.datasets.importer.openVersion}
              </LinkButton>
            ) : null
          ) : (
            <Button
              look="primary"
              busy={start.isPending}
              disabled={name === '' || count.isError || (settled !== '' && count.data?.matching === 0)}
              onClick={() => start.mutate()}
            >
              {text.datasets.split.run}
            </Button>
          )}
        </>
      }
    >
      {jobId ? (
        <JobWatch jobId={jobId} working={text.datasets.importer.splitting} onDone={() => setDone(true)} />
      ) : (
        <div className="form">
          <div className="mut">{text.datasets.split.explain}</div>
          <Input
            label={text.datasets.split.name}
            placeholder={text.datasets.split.namePlaceholder(version.dataset)}
            error={fieldError('name')}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <TextArea
            label={text.datasets.split.where}
            hint={text.datasets.split.whereHint}
            error={whereError}
            value={where}
            onChange={(event) => setWhere(event.target.value)}
            className="mono"
            rows={3}
            spellCheck={false}
          />
          <div className="num" aria-live="polite">
            {settled === ''
              ? text.datasets.split.allRows(total)
              : count.isError
                ? ' '
                : count.data && !count.isPlaceholderData
                  ? text.datasets.split.matching(
                      formatCount(count.data.matching),
                      total,
                      formatPercent(count.data.matching / Math.max(1, count.data.total)),
                    )
                  : text.datasets.split.counting}
          </div>
          <fieldset>
            <legend>{text.datasets.split.columns}</legend>
            <div className="split-columns">
              {version.columns.map((column) => (
                <Checkbox
                  key={column.name}
                  label={column.name}
                  checked={!excluded.includes(column.name)}
                  onChange={(event) =>
                    setExcluded(
                      event.target.checked ? excluded.filter((one) => one !== column.name) : [...excluded, column.name],
                    )
                  }
                />
              ))}
            </div>
          </fieldset>
          {start.error && !fieldError('name') && !fieldError('where') ? <ErrorState error={start.error} /> : null}
        </div>
      )}
    </Dialog>
  );
}

/** The value once it has stood still for a while: a query runs when typing stops. */
function useSettled(value: string, ms: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
