'use client';

import { Page } from '#lib/ui/page.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { text } from '#lib/ui/text/text.ts';
import { WaitingList } from './waiting-list.tsx';

const lists = ['experiments', 'datasets', 'models', 'predictions', 'jobs', 'schedules', 'traces', 'projects'] as const;

/** A page before it is there, in the shape that it will have. @param to its address */
export function WaitingPage({ to }: { to: string }) {
  const [, , , first, second] = (to.split('?')[0] ?? '').split('/');
  const list = second === undefined ? lists.find((name) => name === first) : undefined;
  if (list) return <WaitingList title={text[list].title} />;
  if (first === 'experiments') return <WaitingExperiment />;
  return (
    <Page crumbs={[{ label: text.common.loading }]}>{first === undefined ? <WaitingHome /> : <WaitingThing />}</Page>
  );
}

function WaitingHome() {
  return (
    <div className="cols">
      <div className="stack">
        <Waiting lines={5} />
        <Waiting lines={8} />
      </div>
      <div className="stack">
        <Waiting lines={2} />
        <Waiting lines={5} />
      </div>
    </div>
  );
}

/** A run, a version, a job: what it is, then what is in it. */
function WaitingThing() {
  return (
    <div className="stack">
      <Waiting lines={3} />
      <Waiting lines={8} />
    </div>
  );
}

/** The list of runs at the left, charts beside it. */
function WaitingExperiment() {
  return (
    <Page fill crumbs={[{ label: text.experiments.title, to: '/experiments' }, { label: text.common.loading }]}>
      <div className="experiment-waiting">
        <Skeleton lines={14} />
        <div className="halves">
          <Waiting lines={7} />
          <Waiting lines={7} />
        </div>
      </div>
    </Page>
  );
}

function Waiting({ lines }: { lines: number }) {
  return (
    <Panel>
      <Skeleton lines={lines} />
    </Panel>
  );
}
