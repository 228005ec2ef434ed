'use client';

import { useCallback } from 'react';
import { apiUrl } from '#lib/ui/api.ts';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Select } from '#lib/ui/field.tsx';
import { LogView } from '#lib/ui/log/log-view.tsx';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useSearch } from '#lib/ui/use-search.tsx';
import { useUrlState } from '#lib/ui/use-url-state.ts';
import './run.css';
import { useLogLines } from './use-log-lines.ts';
import { useLogSearch } from './use-log-search.ts';

/** The output of a run, of all attempts or one, followed while it runs. */
export function RunLog({ runId, active }: { runId: string; active: boolean }) {
  const [chosen] = useUrlState<string>('attempt', 'all');
  const attempt = /^\d+$/.test(chosen) ? chosen : undefined;
  // Lines of one attempt are numbered by themselves: another choice is another log.
  return <LogOf key={`${runId} ${attempt}`} runId={runId} attempt={attempt} active={active} />;
}

function LogOf({ runId, attempt, active }: { runId: string; attempt: string | undefined; active: boolean }) {
  const { project, pathname } = useNavigation();
  const { source, end } = useLogLines(runId, attempt);
  const search = useLogSearch(runId, attempt, active);
  const [line, setLine] = useUrlState<string>('line', '');
  const query = useSearch();
  const linkTo = useCallback(
    (number: number) => {
      const words = new URLSearchParams(query);
      words.set('line', String(number));
      return `${pathname}?${words}`;
    },
    [pathname, query],
  );
  if (end.isError && source.total === 0) return <ErrorState error={end.error} onRetry={() => void end.refetch()} />;
  if (!end.data) return <Skeleton lines={12} />;
  return (
    <div className="run-log">
      <LogView
        source={source}
        search={search}
        live={active}
        height="var(--run-log)"
        downloadHref={apiUrl(project, `/runs/${runId}/logs/text`)}
        at={/^[1-9]\d{0,8}$/.test(line) ? Number(line) : undefined}
        onAt={(number) => setLine(number === undefined ? '' : String(number))}
        linkTo={linkTo}
        bar={attempt !== undefined || end.data.attempts.length > 1 ? <Attempts all={end.data.attempts} /> : undefined}
      />
    </div>
  );
}

function Attempts({ all }: { all: readonly number[] }) {
  const [attempt, setAttempt] = useUrlState<string>('attempt', 'all');
  const [, setLine] = useUrlState<string>('line', '');
  const most = Math.max(...all, Number(attempt) || 0);
  return (
    <Select
      label={text.run.logAttempt}
      hideLabel
      value={attempt}
      onChange={(event) => {
        setLine('');
        setAttempt(event.target.value);
      }}
      options={[
        { value: 'all', label: text.run.allAttempts },
        ...Array.from({ length: most }, (_, index) => ({
          value: String(index + 1),
          label: text.run.attempt(index + 1),
        })),
      ]}
    />
  );
}
