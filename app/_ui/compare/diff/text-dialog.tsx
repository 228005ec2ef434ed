'use client';

import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Dialog } from '#lib/ui/dialog.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Select } from '#lib/ui/field.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { text } from '#lib/ui/text/text.ts';
import { type DiffLayout, TextDiff } from './text-diff.tsx';

/** How a difference is laid out, chosen where it is looked at; a narrow window begins with one below the other. */
export function useDiffLayout(): { layout: DiffLayout; choice: ReactNode } {
  const [layout, setLayout] = useState<DiffLayout>(() =>
    window.matchMedia('(max-width: 720px)').matches ? 'unified' : 'split',
  );
  const options = (['split', 'unified'] as const).map((value) => ({ value, label: text.compare.diff[value] }));
  return {
    layout,
    choice: (
      <Select
        hideLabel
        label={text.compare.diff.layout}
        value={layout}
        options={options}
        onChange={(event) => setLayout(event.target.value === 'unified' ? 'unified' : 'split')}
      />
    ),
  };
}

/** Two texts that are read when the dialog opens, and what differs between them. */
export function TextDialog({
  title,
  names,
  queryKey,
  load,
  onClose,
}: {
  title: string;
  names: readonly [string, string];
  queryKey: readonly unknown[];
  /** Both texts, or what is to be said in their place. */
  load: (signal: AbortSignal) => Promise<{ left: string; right: string } | { note: string }>;
  onClose: () => void;
}) {
  const { layout, choice } = useDiffLayout();
  const { data, error, refetch } = useQuery({ queryKey, queryFn: ({ signal }) => load(signal) });
  return (
    <Dialog wide title={title} onClose={onClose} footer={choice}>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <>
          <span className="sr-only">{text.compare.diff.loading}</span>
          <Skeleton lines={8} />
        </>
      ) : 'note' in data ? (
        <p className="mut">{data.note}</p>
      ) : (
        <TextDiff {...data} names={names} layout={layout} />
      )}
    </Dialog>
  );
}
