'use client';

import { useQuery } from '@tanstack/react-query';
import type { WorkerAnswer } from '#lib/queue/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { Chip } from '#lib/ui/chip.tsx';
import { text } from '#lib/ui/text/text.ts';
import { TimeAgo } from '#lib/ui/time-ago.tsx';

const tones = { alive: 'ok', lost: 'warn', stopped: 'plain' } as const;

/** Workers that are alive or were lost; those that stopped in good order are left out. */
export function Workers({ initial }: { initial: WorkerAnswer[] }) {
  const api = useApi();
  const workers = useQuery({
    queryKey: ['worker'],
    queryFn: async ({ signal }) => (await api<{ items: WorkerAnswer[] }>('/workers', { signal })).items,
    initialData: initial,
  });
  const shown = workers.data.filter((worker) => worker.state !== 'stopped');
  return (
    <section className="workers-bar" aria-label={text.jobs.workers}>
      {shown.some((worker) => worker.state === 'alive') ? null : <p className="mut">{text.jobs.noWorkers}</p>}
      <div className="workers">
        {shown.map((worker) => (
          <div key={worker.id} className="row wrap">
            <b>{worker.name}</b>
            <Chip tone={tones[worker.state]}>{text.jobs.workerStates[worker.state]}</Chip>
            <span className="mut small">
              {text.jobs.slots(
                worker.jobs.reduce((sum, job) => sum + job.slots, 0),
                worker.slots,
              )}
            </span>
            <span className="dim small">{backends(worker)}</span>
            <span className="grow" />
            <span className="dim small">
              {text.jobs.lastBeat} <TimeAgo time={worker.heartbeatAt} />
            </span>
          </div>
        ))}
      </div>
    </section>
  );
}

function backends(worker: WorkerAnswer): string {
  const list = worker.capabilities.backends;
  return Array.isArray(list) ? list.join(', ') : '';
}
