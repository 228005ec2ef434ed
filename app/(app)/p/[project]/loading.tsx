'use client';

import { useNavigation } from '#lib/ui/navigation.tsx';
import { Page } from '#lib/ui/page.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { text } from '#lib/ui/text/text.ts';
import { ListLoading } from './_parts/list-loading.tsx';

const lists = ['experiments', 'datasets', 'models', 'predictions', 'jobs', 'projects'] as const;

/** A page before it is there, in the shape that it will have: one file, as a boundary at each page would nest them. */
export default function Loading() {
  const [, , , first, second] = useNavigation().pathname.split('/');
  const list = second === undefined ? lists.find((name) => name === first) : undefined;
  if (list) return <ListLoading title={text[list].title} />;
  if (first === 'experiments') return <ExperimentLoading />;
  return (
    <Page crumbs={[{ label: text.common.loading }]}>{first === undefined ? <HomeLoading /> : <ThingLoading />}</Page>
  );
}

function HomeLoading() {
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
function ThingLoading() {
  return (
    <div className="stack">
      <Waiting lines={3} />
      <Waiting lines={8} />
    </div>
  );
}

/** The list of runs at the left, charts beside it. */
function ExperimentLoading() {
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
