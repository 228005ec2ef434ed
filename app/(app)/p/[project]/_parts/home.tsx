'use client';

import { useQuery } from '@tanstack/react-query';
import { useRefetchOn } from '#app/_ui/run/use-refetch-on.ts';
import type { Overview, Storage } from '#lib/overview/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { Chip } from '#lib/ui/chip.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { formatCount } from '#lib/ui/format.ts';
import { Link } from '#lib/ui/navigation.tsx';
import { Page } from '#lib/ui/page.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { text } from '#lib/ui/text/text.ts';
import { ExamplePanel } from './example-panel.tsx';
import { FailedPanel } from './failed-panel.tsx';
import './home.css';
import { RecentRuns } from './recent-runs.tsx';
import { RunningPanel } from './running-panel.tsx';
import { StoragePanel } from './storage-panel.tsx';
import { WaitingPanel } from './waiting-panel.tsx';
import { WaysIn } from './ways-in.tsx';

/** The first page: what needs a look, or, in an empty project, how to begin. */
export function Home({
  overview,
  storage,
  origin,
  withToken,
}: {
  overview: Overview;
  storage: Storage;
  origin: string;
  withToken: boolean;
}) {
  const api = useApi();
  const live = useQuery({
    queryKey: ['overview'],
    queryFn: ({ signal }) => api<Overview>('/overview', { signal }),
    initialData: overview,
    meta: { topics: ['run', 'job', 'worker', 'dataset', 'model', 'experiment'] },
  });
  const bytes = useQuery({
    queryKey: ['storage'],
    queryFn: ({ signal }) => api<Storage>('/overview/storage', { signal }),
    initialData: storage,
    // It reads every file of the project, so it follows what ends and not what ticks.
    meta: { topics: ['dataset', 'model'] },
  });
  // A step or a value more is worth a look now and then, not at each point.
  useRefetchOn('metrics', () => void live.refetch({ cancelRefetch: false }), { everyMs: 5_000 });
  const { data } = live;
  const empty = data.counts.runs + data.counts.datasets + data.counts.models + data.counts.predictions === 0;
  const broken = live.error ?? bytes.error;

  return (
    <Page crumbs={[{ label: text.home.title }]}>
      <div className="stack">
        {broken ? (
          <Panel>
            <ErrorState
              error={broken}
              onRetry={() => {
                void live.refetch();
                void bytes.refetch();
              }}
            />
          </Panel>
        ) : null}
        {empty ? (
          <div className="home-empty">
            <WaysIn origin={origin} withToken={withToken} />
            <ExamplePanel example={data.example} />
          </div>
        ) : (
          <>
            <Counts overview={data} />
            <div className="cols">
              <div className="stack">
                <RunningPanel running={data.running} logged={data.logged} />
                <RecentRuns runs={data.recent} />
              </div>
              <div className="stack">
                <WaitingPanel waiting={data.waiting} />
                <FailedPanel failed={data.failed} />
                <StoragePanel storage={bytes.data} />
                <ExamplePanel example={data.example} />
              </div>
            </div>
          </>
        )}
      </div>
    </Page>
  );
}

const places = [
  ['experiments', '/experiments'],
  ['runs', '/experiments'],
  ['datasets', '/datasets'],
  ['models', '/models'],
  ['predictions', '/predictions'],
] as const;

function Counts({ overview }: { overview: Overview }) {
  const { alive, slots } = overview.workers;
  return (
    <div className="home-counts">
      {places.map(([name, to]) => (
        <Link key={name} to={to}>
          <b className="num">{formatCount(overview.counts[name])}</b>{' '}
          <span className="mut">{text.home.counts[name](overview.counts[name])}</span>
        </Link>
      ))}
      <span className="grow" />
      {alive > 0 ? <Chip>{text.home.workers(alive, slots)}</Chip> : <Chip tone="warn">{text.home.noWorkers}</Chip>}
    </div>
  );
}
