'use client';

import { useMemo } from 'react';
import { apiUrl } from '#lib/ui/api.ts';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Select } from '#lib/ui/field.tsx';
import { LogView } from '#lib/ui/log/log-view.tsx';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useErrorToast } from '#lib/ui/toast.tsx';
import { useUrlState } from '#lib/ui/use-url-state.ts';
import { chunksToLines } from './chunks-to-lines.ts';
import './run.css';
import { useRunLog } from './use-run-log.ts';

/** The output of a run, of all attempts or one, followed while it runs. */
export function RunLog({ runId, active }: { runId: string; active: boolean }) {
  const { project } = useNavigation();
  const log = useRunLog(runId);
  const failed = useErrorToast();
  const [attempt, setAttempt] = useUrlState<string>('attempt', 'all');
  const chunks = log.data?.chunks;
  const attempts = useMemo(() => [...new Set(chunks?.map((chunk) => chunk.attempt))].sort((a, b) => a - b), [chunks]);
  const lines = useMemo(
    () => chunksToLines((chunks ?? []).filter((chunk) => attempt === 'all' || String(chunk.attempt) === attempt)),
    [chunks, attempt],
  );
  if (log.isError && !chunks) return <ErrorState error={log.error} onRetry={() => void log.refetch()} />;
  if (!chunks) return <Skeleton lines={12} />;
  return (
    <div className="run-log">
      {attempts.length > 1 ? (
        <div className="row run-log-attempt">
          <Select
            label={text.run.logAttempt}
            value={attempt}
            onChange={(event) => setAttempt(event.target.value)}
            options={[
              { value: 'all', label: text.run.allAttempts },
              ...attempts.map((number) => ({ value: String(number), label: text.run.attempt(number) })),
            ]}
          />
        </div>
      ) : null}
      <LogView
        lines={lines}
        live={active}
        height="calc(100vh - 230px)"
        downloadHref={apiUrl(project, `/runs/${runId}/logs/text`)}
        {...(log.data?.earlier ? { onEarlier: () => void log.loadEarlier().catch(failed) } : {})}
      />
    </div>
  );
}
