'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Pause, Pencil, Play, StepForward, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ScheduleDetail } from '#lib/schedules/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { ApiError } from '#lib/ui/api-error.ts';
import { Button, LinkButton } from '#lib/ui/button.tsx';
import { Chip } from '#lib/ui/chip.tsx';
import { CopyBlock, CopyText } from '#lib/ui/copy-button.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { formatUtc } from '#lib/ui/format.ts';
import { KeyValue } from '#lib/ui/key-value.tsx';
import { useShortcut } from '#lib/ui/keys/keys.tsx';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { Page, PageTitle } from '#lib/ui/page.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { text } from '#lib/ui/text/text.ts';
import { DateTime } from '#lib/ui/time-ago.tsx';
import { useErrorToast, useToast } from '#lib/ui/toast.tsx';
import { CronWords } from '../../_parts/cron-words.tsx';
import { TimeList } from '../../_parts/time-list.tsx';
import { DeleteDialog, ResumeDialog } from './schedule-dialogs.tsx';
import { type SlotPage, Slots } from './slots.tsx';

/** One schedule: when it comes next, what became of its times, what it starts and by which rules. */
export function SchedulePage({ initial, slots }: { initial: ScheduleDetail; slots: SlotPage }) {
  const api = useApi();
  const client = useQueryClient();
  const { go, href } = useNavigation();
  const toast = useToast();
  const onError = useErrorToast();
  const [asking, setAsking] = useState<'resume' | 'delete'>();
  // What is deleted is not asked for any more on the way to the list.
  const [gone, setGone] = useState(false);
  const { data: schedule } = useQuery({
    queryKey: ['schedule', initial.id],
    queryFn: ({ signal }) => api<ScheduleDetail>(`/schedules/${initial.id}`, { signal }),
    initialData: initial,
    enabled: !gone,
    // What it names may go, or come back.
    meta: { topics: ['model', 'dataset'] },
  });
  const refresh = () => client.invalidateQueries({ queryKey: ['schedule'] });
  const run = useMutation({
    mutationFn: () => api<{ runId: string }>(`/schedules/${schedule.id}/run`, { method: 'POST' }),
    onSuccess: ({ runId }) => {
      toast({
        tone: 'ok',
        title: text.schedules.one.runAsked,
        action: { label: text.schedules.one.openRun, onClick: () => go(href(`/runs/${runId}`)) },
      });
      return refresh();
    },
    onError,
  });
  const pause = useMutation({
    mutationFn: () => api(`/schedules/${schedule.id}/pause`, { method: 'POST' }),
    onSuccess: () => {
      toast({ title: text.schedules.one.pausedDone });
      return refresh();
    },
    onError,
  });
  useShortcut('r', text.schedules.one.run, () => run.mutate());
  useShortcut('e', text.schedules.one.edit, () => go(href(`/schedules/${schedule.id}/edit`)));
  const { paused, problem } = schedule;
  return (
    <Page
      crumbs={[{ label: text.schedules.title, to: '/schedules' }, { label: schedule.name }]}
      header={
        <PageTitle
          title={schedule.name}
          chips={
            <>
              <Chip>{text.schedules.kinds[schedule.kind]}</Chip>
              {paused ? <Chip tone="warn">{text.schedules.paused}</Chip> : null}
            </>
          }
          actions={
            <>
              <Button icon={Play} keys="r" busy={run.isPending} onClick={() => run.mutate()}>
                {text.schedules.one.run}
              </Button>
              {paused ? (
                <Button look="primary" icon={StepForward} onClick={() => setAsking('resume')}>
                  {text.schedules.one.resume}
                </Button>
              ) : (
                <Button icon={Pause} busy={pause.isPending} onClick={() => pause.mutate()}>
                  {text.schedules.one.pause}
                </Button>
              )}
              <LinkButton icon={Pencil} to={`/schedules/${schedule.id}/edit`}>
                {text.schedules.one.edit}
              </LinkButton>
              <Button icon={Trash2} onClick={() => setAsking('delete')}>
                {text.schedules.one.remove}
              </Button>
            </>
          }
        >
          <p>
            <CronWords schedule={schedule} />
          </p>
          {paused ? (
            <p className="mut" role="status">
              {text.schedules.one.pausedBy(paused.by, formatUtc(paused.at))}
            </p>
          ) : null}
        </PageTitle>
      }
    >
      <div className="cols">
        <div className="stack">
          {problem ? (
            <Panel>
              <ErrorState
                title={text.schedules.one.problem}
                error={
                  new ApiError(problem.message, {
                    status: 422,
                    code: problem.code,
                    fields: problem.fields ?? [],
                    ...(problem.hint === undefined ? {} : { hint: problem.hint }),
                  })
                }
              />
            </Panel>
          ) : null}
          <Slots schedule={schedule} first={slots} enabled={!gone} />
        </div>
        <div className="stack">
          <Panel title={text.schedules.one.upcoming} hint={schedule.timeZone}>
            {schedule.upcoming.length === 0 ? (
              <p className="mut">{text.schedules.one.noUpcoming}</p>
            ) : (
              <TimeList times={schedule.upcoming} timeZone={schedule.timeZone} label={text.schedules.one.upcoming} />
            )}
          </Panel>
          <Rules schedule={schedule} />
          <Panel title={text.schedules.one.template}>
            <CopyBlock code={JSON.stringify(schedule.template, null, 2)} label={text.schedules.one.template} />
          </Panel>
        </div>
      </div>
      {asking === 'resume' && paused ? (
        <ResumeDialog schedule={schedule} since={formatUtc(paused.at)} onClose={() => setAsking(undefined)} />
      ) : null}
      {asking === 'delete' ? (
        <DeleteDialog schedule={schedule} onClose={() => setAsking(undefined)} onGone={() => setGone(true)} />
      ) : null}
    </Page>
  );
}

function Rules({ schedule }: { schedule: ScheduleDetail }) {
  const { one, form } = text.schedules;
  return (
    <Panel title={one.about}>
      <KeyValue
        rows={[
          [form.cron, <code key="cron">{schedule.cron}</code>],
          [form.zone, schedule.timeZone],
          [one.starts, schedule.startsAt ? <DateTime key="starts" time={schedule.startsAt} /> : undefined],
          [one.ends, schedule.endsAt ? <DateTime key="ends" time={schedule.endsAt} /> : undefined],
          [one.jitter, schedule.jitterSeconds > 0 ? one.jitterOf(schedule.jitterSeconds) : undefined],
          [one.catchUp, form.catchUps[schedule.catchUp]],
          [one.overlap, form.overlaps[schedule.overlap]],
          [one.revision, one.revisionBy(schedule.revision, schedule.updatedBy)],
          ['id', <CopyText key="id" value={schedule.id} />],
        ]}
      />
    </Panel>
  );
}
