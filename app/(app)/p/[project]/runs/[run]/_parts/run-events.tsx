'use client';

import { useQuery } from '@tanstack/react-query';
import {
  Archive,
  ArchiveRestore,
  BadgeCheck,
  Box,
  CircleCheck,
  CircleStop,
  CircleX,
  Hourglass,
  type LucideIcon,
  Pencil,
  Play,
  RotateCcw,
  Server,
  Tag,
} from 'lucide-react';
import { statusWord } from '#app/_ui/run/status-of.ts';
import type { RunEvent } from '#lib/runs/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { middleEllipsis } from '#lib/ui/format.ts';
import { Panel } from '#lib/ui/panel.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { text } from '#lib/ui/text/text.ts';
import { DateTime, TimeAgo } from '#lib/ui/time-ago.tsx';

const icons: Record<RunEvent['kind'], LucideIcon> = {
  created: Play,
  queued: Hourglass,
  started: Play,
  'attempt-started': Server,
  'attempt-ended': Server,
  'cancel-asked': CircleStop,
  retried: RotateCcw,
  ended: CircleCheck,
  sealed: BadgeCheck,
  tagged: Tag,
  untagged: Tag,
  renamed: Pencil,
  noted: Pencil,
  archived: Archive,
  restored: ArchiveRestore,
  reproduction: RotateCcw,
  registered: Box,
};

/** What happened to the run, the newest first; live. */
export function RunEvents({ runId }: { runId: string }) {
  const api = useApi();
  const events = useQuery({
    queryKey: ['run', runId, 'events'],
    queryFn: async ({ signal }) => (await api<{ items: RunEvent[] }>(`/runs/${runId}/events`, { signal })).items,
  });
  if (events.isError) return <ErrorState error={events.error} onRetry={() => void events.refetch()} />;
  if (!events.data) return <Skeleton lines={8} />;
  return (
    <Panel title={text.runPage.events} hint={events.data.length}>
      <ol className="events" reversed>
        {events.data.toReversed().map((event, index) => {
          const Icon = event.kind === 'ended' && event.facts.status !== 'finished' ? CircleX : icons[event.kind];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: what happened stays where it is, and two things may be alike
            <li key={`${events.data.length - index}`}>
              <Icon size={14} className="events-icon" aria-hidden />
              <div>
                <p>
                  {sentence(event)}
                  {event.by === null ? null : <span className="mut"> {text.runPage.by(event.by)}</span>}
                </p>
                {event.facts.reason ? <bdi className="mut wrap-any">{event.facts.reason}</bdi> : null}
              </div>
              <span className="dim small events-time">
                <DateTime time={event.at} /> · <TimeAgo time={event.at} />
              </span>
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}

function sentence({ kind, facts }: RunEvent): string {
  const said = text.runPage.event;
  const attempt = Number(facts.attempt);
  switch (kind) {
    case 'attempt-started':
      return said.attemptStarted(attempt);
    case 'attempt-ended':
      return said.attemptEnded(attempt, outcomeWord(facts.outcome ?? ''));
    case 'ended':
      return said.ended(statusWord(facts.status ?? ''));
    case 'sealed':
      return said.sealed(middleEllipsis(facts.digest ?? '', 6, 4), Number(facts.revision));
    case 'tagged':
      return said.tagged(facts.key ?? '');
    case 'untagged':
      return said.untagged(facts.key ?? '');
    case 'registered':
      return said.registered(facts.name ?? '', Number(facts.version));
    case 'cancel-asked':
      return said.cancelAsked;
    default:
      return said[kind];
  }
}

function outcomeWord(outcome: string): string {
  const words: Record<string, string> = text.run.outcome;
  return words[outcome] ?? outcome;
}
