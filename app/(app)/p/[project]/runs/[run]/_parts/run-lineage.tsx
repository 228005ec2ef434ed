'use client';

import { useQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { useMemo } from 'react';
import { countNodes } from '#app/_ui/lineage/count-nodes.ts';
import { LazyLineageGraph } from '#app/_ui/lineage/lazy-lineage-graph.tsx';
import { LineageTable } from '#app/_ui/lineage/lineage-table.tsx';
import { nodeView } from '#app/_ui/lineage/node-view.ts';
import { visiblePart } from '#app/_ui/lineage/visible-part.ts';
import { lineagePath } from '#app/_ui/run/thing-path.ts';
import { useRefetchOn } from '#app/_ui/run/use-refetch-on.ts';
import type { LineageAnswer } from '#lib/lineage/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { LinkButton } from '#lib/ui/button.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { text } from '#lib/ui/text/text.ts';

/** What the run came from and what depends on it. `small` is the panel of the overview: near things only, no table. */
export function RunLineage({ runId, small }: { runId: string; small?: boolean }) {
  const api = useApi();
  const node = `run:${runId}`;
  const answer = useQuery({
    queryKey: ['run', runId, 'lineage'],
    queryFn: ({ signal }) => api<LineageAnswer>(`/lineage?node=${encodeURIComponent(node)}`, { signal }),
  });
  useRefetchOn('model', () => void answer.refetch({ cancelRefetch: false }));
  const part = useMemo(
    () => (answer.data ? visiblePart(answer.data, small ? { up: 1, down: 2 } : { up: 6, down: 6 }) : undefined),
    [answer.data, small],
  );
  const views = useMemo(() => part?.nodes.map(nodeView), [part]);
  const open = (
    <LinkButton small look="ghost" icon={ExternalLink} to={lineagePath(node)}>
      {text.lineage.open}
    </LinkButton>
  );
  const graph = answer.isError ? (
    <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  ) : part && views ? (
    <LazyLineageGraph nodes={views} edges={part.edges} centre={node} still={small} />
  ) : (
    <div className="lineage-waiting">
      <Skeleton lines={4} height={16} />
    </div>
  );
  const panel = (
    <Panel
      flush
      title={text.lineage.title}
      hint={answer.data && text.lineage.counts(countNodes(answer.data.upstream), countNodes(answer.data.downstream))}
      actions={open}
      className={small ? undefined : 'lineage-panel'}
    >
      {graph}
    </Panel>
  );
  if (small) return panel;
  return (
    <div className="stack">
      {panel}
      {views ? (
        <Panel flush title={text.lineage.table}>
          <LineageTable nodes={views} />
        </Panel>
      ) : null}
    </div>
  );
}
