import type { ReactNode } from 'react';
import { shownStatus } from '#app/_ui/run/status-of.ts';
import type { RunDetail } from '#lib/runs/schema.ts';
import { whoRan } from '#lib/runs/who-ran.ts';
import { codeTags } from '#lib/tags/known-tags.ts';
import { Chip } from '#lib/ui/chip.tsx';
import { CopyButton, CopyText } from '#lib/ui/copy-button.tsx';
import { Link } from '#lib/ui/navigation.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { StatusBadge } from '#lib/ui/status-badge.tsx';
import { text } from '#lib/ui/text/text.ts';
import { DateTime, Elapsed } from '#lib/ui/time-ago.tsx';

/** What a reader asks first: how it stands and why, who ran it, how long it took, by which command. */
export function AboutPanel({ run }: { run: RunDetail }) {
  const command = run.tags[codeTags.source];
  const branch = run.tags[codeTags.branch];
  return (
    <Panel className="about-run" title={text.runPage.about} actions={<CopyText value={run.id} />}>
      <dl className="kv">
        <Fact label={text.runPage.status}>
          <StatusBadge status={shownStatus(run)} />
          {run.archived ? <Chip tone="warn">{text.runPage.archived}</Chip> : null}
        </Fact>
        {run.statusReason ? (
          <Fact label={text.runPage.cause}>
            <bdi className="wrap-any">{run.statusReason}</bdi>
          </Fact>
        ) : null}
        <Fact label={text.runPage.who}>
          <bdi>{whoRan(run)}</bdi>
        </Fact>
        <Fact label={text.runPage.started}>
          <DateTime time={run.startedAt} />
        </Fact>
        <Fact label={text.runPage.duration}>
          <Elapsed since={run.startedAt} until={endOf(run)} />
        </Fact>
        {command ? (
          <Fact label={text.runPage.command}>
            <span className="row run-command">
              <code className="wrap-any">{command}</code>
              <CopyButton value={command} label={text.runPage.copyCommand} />
            </span>
          </Fact>
        ) : null}
        {branch ? (
          <Fact label={text.runPage.branch}>
            <code className="wrap-any">{branch}</code>
          </Fact>
        ) : null}
        {run.experiment ? (
          <Fact label={text.runPage.experiment}>
            <Link to={`/experiments/${run.experiment.id}`} className="link">
              {run.experiment.name}
            </Link>
          </Fact>
        ) : null}
        {run.parent ? (
          <Fact label={text.run.parent}>
            <Link to={`/runs/${run.parent.id}`} className="link" title={run.parent.name}>
              {run.parent.name}
            </Link>
          </Fact>
        ) : null}
      </dl>
    </Panel>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

// A run whose end nobody told has ended all the same: time does not go on for it.
function endOf({ status, endedAt, lastWordAt }: RunDetail): string | null {
  return status === 'running' ? null : (endedAt ?? lastWordAt);
}
