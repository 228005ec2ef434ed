'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { RotateCcw, Square } from 'lucide-react';
import { useState } from 'react';
import { jobBadge } from '#app/_ui/job/job-badge.ts';
import { RunLog } from '#app/_ui/run/run-log.tsx';
import type { PartitionList } from '#lib/predictions/schema.ts';
import type { JobDetail } from '#lib/queue/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { Button, LinkButton } from '#lib/ui/button.tsx';
import { Chip } from '#lib/ui/chip.tsx';
import { CopyBlock } from '#lib/ui/copy-button.tsx';
import { Dialog } from '#lib/ui/dialog.tsx';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { Page, PageTitle } from '#lib/ui/page.tsx';
import { StatusBadge } from '#lib/ui/status-badge.tsx';
import { Tabs } from '#lib/ui/tabs.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useErrorToast, useToast } from '#lib/ui/toast.tsx';
import { useUrlState } from '#lib/ui/use-url-state.ts';
import './job.css';
import { JobHead } from './job-head.tsx';
import { JobOverview } from './job-overview.tsx';

const tabs = () => [
  { id: 'overview', label: text.jobs.one.overview },
  { id: 'log', label: text.jobs.one.log },
  { id: 'payload', label: text.jobs.one.payload },
];

/** One job: where it stands, its partitions, its attempts, its log. */
export function JobPage({ initial, partitions }: { initial: JobDetail; partitions: PartitionList | undefined }) {
  const api = useApi();
  const client = useQueryClient();
  const { go, href } = useNavigation();
  const toast = useToast();
  const onError = useErrorToast();
  const [tab, setTab] = useUrlState<string>('tab', 'overview');
  const [asking, setAsking] = useState(false);
  const { data: job } = useQuery({
    queryKey: ['job', initial.id],
    queryFn: ({ signal }) => api<JobDetail>(`/jobs/${initial.id}`, { signal }),
    initialData: initial,
  });
  const cancel = useMutation({
    mutationFn: () => api(`/jobs/${job.id}/cancel`, { method: 'POST' }),
    onSuccess: () => {
      setAsking(false);
      toast({ title: text.jobs.one.cancelAsked });
      return client.invalidateQueries({ queryKey: ['job', job.id] });
    },
    onError,
  });
  const retry = useMutation({
    mutationFn: () => api<{ jobId: string }>(`/jobs/${job.id}/retry`, { method: 'POST' }),
    onSuccess: ({ jobId }) => {
      toast({ title: text.jobs.one.retried, tone: 'ok' });
      go(href(`/jobs/${jobId}`));
    },
    onError,
  });
  const active = job.state === 'queued' || job.state === 'running';
  return (
    <Page
      crumbs={[{ label: text.jobs.title, to: '/jobs' }, { label: job.runName }]}
      header={
        <PageTitle
          title={job.runName}
          chips={
            <>
              <StatusBadge status={jobBadge[job.state]} />
              <Chip>{job.kind}</Chip>
              {job.attempt > 0 ? <Chip>{text.jobs.one.attemptOf(job.attempt, job.maxAttempts)}</Chip> : null}
            </>
          }
          actions={
            <>
              <LinkButton to={`/runs/${job.runId}`}>{text.jobs.one.run}</LinkButton>
              {active ? (
                <Button icon={Square} disabled={job.cancelRequestedAt !== null} onClick={() => setAsking(true)}>
                  {text.jobs.one.cancel}
                </Button>
              ) : null}
              {job.state === 'failed' || job.state === 'canceled' ? (
                <Button look="primary" icon={RotateCcw} busy={retry.isPending} onClick={() => retry.mutate()}>
                  {text.jobs.one.retry}
                </Button>
              ) : null}
            </>
          }
        >
          <JobHead job={job} />
        </PageTitle>
      }
    >
      <Tabs label={job.runName} items={tabs()} active={tab} onChange={setTab}>
        {tab === 'log' ? (
          <RunLog runId={job.runId} active={active} />
        ) : tab === 'payload' ? (
          <CopyBlock code={JSON.stringify(job.payload, null, 2)} label={text.jobs.one.payload} />
        ) : (
          <JobOverview job={job} partitions={partitions} />
        )}
      </Tabs>
      {asking ? (
        <Dialog
          title={text.jobs.one.cancelTitle}
          onClose={() => setAsking(false)}
          footer={
            <Button look="danger" busy={cancel.isPending} onClick={() => cancel.mutate()}>
              {text.jobs.one.cancel}
            </Button>
          }
        >
          {text.jobs.one.cancelText}
        </Dialog>
      ) : null}
    </Page>
  );
}
