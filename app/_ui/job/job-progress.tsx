import type { JobAnswer } from '#lib/queue/schema.ts';
import { Progress } from '#lib/ui/progress.tsx';

/** How far a job is, in a table's cell: a bar while it runs, why it waits or failed otherwise. */
export function JobProgressCell({ job }: { job: JobAnswer }) {
  if (job.state === 'queued') return <span className="mut clip">{job.wait?.message}</span>;
  if (job.state !== 'running') return <span className="mut clip">{job.error?.message ?? job.statusReason}</span>;
  const { done, total, message } = job.progress;
  return (
    <div className="job-progress" title={message}>
      <Progress {...(done !== undefined && total ? { value: done / total } : {})} label={message ?? job.kind} />
    </div>
  );
}
