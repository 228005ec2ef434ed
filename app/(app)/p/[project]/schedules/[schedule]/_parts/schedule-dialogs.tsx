'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ScheduleDetail } from '#lib/schedules/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { Button } from '#lib/ui/button.tsx';
import { Dialog } from '#lib/ui/dialog.tsx';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useErrorToast, useToast } from '#lib/ui/toast.tsx';
import { zonedTime } from '../../_parts/zoned-time.ts';

interface Props {
  schedule: ScheduleDetail;
  onClose: () => void;
}

/** Asks what becomes of the times of the pause. @param since when it was paused, in words */
export function ResumeDialog({ schedule, since, onClose }: Props & { since: string }) {
  const api = useApi();
  const client = useQueryClient();
  const toast = useToast();
  const onError = useErrorToast();
  const { catchUp } = schedule;
  const resume = useMutation({
    mutationFn: (fill: boolean) =>
      api<ScheduleDetail>(`/schedules/${schedule.id}/resume`, { method: 'POST', body: { fill } }),
    onSuccess: ({ nextAt, timeZone }) => {
      toast({ tone: 'ok', title: text.schedules.one.resumed(nextAt ? zonedTime(nextAt, timeZone) : '') });
      onClose();
      return client.invalidateQueries({ queryKey: ['schedule'] });
    },
    onError,
  });
  return (
    <Dialog
      title={text.schedules.one.resumeTitle}
      onClose={onClose}
      footer={
        <>
          {catchUp === 'none' ? null : (
            <Button disabled={resume.isPending} onClick={() => resume.mutate(true)}>
              {text.schedules.one.fill[catchUp]}
            </Button>
          )}
          <Button look="primary" busy={resume.isPending} onClick={() => resume.mutate(false)}>
            {text.schedules.one.resume}
          </Button>
        </>
      }
    >
      {text.schedules.one.resumeText(since)}
    </Dialog>
  );
}

/** Asks before a schedule is gone. */
export function DeleteDialog({ schedule, onClose, onGone }: Props & { onGone: () => void }) {
  const api = useApi();
  const { go, href } = useNavigation();
  const toast = useToast();
  const onError = useErrorToast();
  const remove = useMutation({
    mutationFn: () => api(`/schedules/${schedule.id}`, { method: 'DELETE' }),
    onSuccess: () => {
      onGone();
      toast({ title: text.schedules.one.removed(schedule.name) });
      go(href('/schedules'));
    },
    onError,
  });
  return (
    <Dialog
      title={text.schedules.one.removeTitle}
      onClose={onClose}
      footer={
        <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
          {text.schedules.one.remove}
        </Button>
      }
    >
      {text.schedules.one.removeText}
    </Dialog>
  );
}
