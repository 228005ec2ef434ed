import { CircleAlert, Clock, TriangleAlert } from 'lucide-react';
import { unitWord } from '#app/_ui/job/unit-word.ts';
import type { JobDetail } from '#lib/queue/schema.ts';
import type { RunDetail } from '#lib/runs/schema.ts';
import { classNames } from '#lib/ui/class-names.ts';
import { formatCount, formatUtc } from '#lib/ui/format.ts';
import { Progress } from '#lib/ui/progress.tsx';
import { text } from '#lib/ui/text/text.ts';
import './run.css';

/** What a reader has to know first: why it failed or waits, that a worker was lost, that an input changed, how far it is. */
export function StatusNotice({ run, job }: { run: RunDetail; job: JobDetail | undefined }) {
  const lost = job?.attempts.filter((attempt) => attempt.outcome === 'lost') ?? [];
  const failed = run.status === 'failed';
  const error = job?.error;
  return (
    <>
      {run.taintedReason ? (
        <Notice tone="warn" icon={TriangleAlert} title={text.run.tainted}>
          {run.taintedReason}
        </Notice>
      ) : null}
      {failed ? (
        <Notice
          tone="bad"
          icon={CircleAlert}
          title={run.statusReason ?? error?.message ?? text.run.failedUnknown}
          code={error?.code}
        >
          {error?.hint}
        </Notice>
      ) : run.statusReason && run.statusReason !== job?.wait?.message ? (
        <Notice tone="plain" icon={CircleAlert} title={run.statusReason} />
      ) : null}
      {run.stalled && run.lastWordAt !== null ? (
        <Notice tone="warn" icon={Clock} title={text.run.stalledTitle(formatUtc(run.lastWordAt))}>
          {text.run.stalledLead}
        </Notice>
      ) : null}
      {lost.length > 0 ? (
        <Notice
          tone="warn"
          icon={TriangleAlert}
          title={text.run.takenOver(lost.map((attempt) => attempt.worker.name).join(', '), job?.attempt ?? 0)}
        />
      ) : null}
      {run.status === 'queued' && job?.wait ? <Notice tone="plain" icon={Clock} title={job.wait.message} /> : null}
      {run.status === 'running' && job ? <JobProgress job={job} /> : null}
    </>
  );
}

function Notice({
  tone,
  icon: Icon,
  title,
  code,
  children,
}: {
  tone: 'plain' | 'warn' | 'bad';
  icon: typeof Clock;
  title: string;
  code?: string | undefined;
  children?: string | undefined;
}) {
  return (
    <div className={classNames('notice', tone)} role={tone === 'bad' ? 'alert' : undefined}>
      <Icon size={15} className="notice-mark" aria-hidden />
      <div>
        <p>
          {code ? <code>{code}</code> : null} {title}
        </p>
        {children ? <p className="mut">{children}</p> : null}
      </div>
    </div>
  );
}

function JobProgress({ job }: { job: JobDetail }) {
  const { done, total, unit, message, ratePerSecond } = job.progress;
  const share = done !== undefined && total ? done / total : undefined;
  const words = [
    message,
    done === undefined
      ? undefined
      : text.run.progress(formatCount(done), total === undefined ? undefined : formatCount(total), unitWord(unit)),
    ratePerSecond ? text.run.rate(formatCount(Math.round(ratePerSecond)), unitWord(unit)) : undefined,
  ].filter(Boolean);
  return (
    <div className="run-progress">
      <Progress {...(share === undefined ? {} : { value: share })} />
      <span className="mut num">{words.join(' · ')}</span>
    </div>
  );
}
