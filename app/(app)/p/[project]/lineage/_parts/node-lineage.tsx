'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowLeftToLine, ArrowRightToLine, ExternalLink } from 'lucide-react';
import { useMemo } from 'react';
import { countNodes } from '#app/_ui/lineage/count-nodes.ts';
import { LazyLineageGraph } from '#app/_ui/lineage/lazy-lineage-graph.tsx';
import { LineageTable } from '#app/_ui/lineage/lineage-table.tsx';
import { nodeView } from '#app/_ui/lineage/node-view.ts';
import { visiblePart } from '#app/_ui/lineage/visible-part.ts';
import { useRefetchOn } from '#app/_ui/run/use-refetch-on.ts';
import type { LineageAnswer } from '#lib/lineage/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { Button, LinkButton } from '#lib/ui/button.tsx';
import { Chip } from '#lib/ui/chip.tsx';
import { classNames } from '#lib/ui/class-names.ts';
import { CopyText } from '#lib/ui/copy-button.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Select } from '#lib/ui/field.tsx';
import { Page, PageTitle } from '#lib/ui/page.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useUrlState } from '#lib/ui/use-url-state.ts';

const deepest = 6;

/** The graph around one thing, and the same as a table. */
export function NodeLineage({ initial }: { initial: LineageAnswer }) {
  const api = useApi();
  const answer = useQuery({
    queryKey: ['lineage', initial.node],
    queryFn: ({ signal }) =>
      api<LineageAnswer>(`/lineage?node=${encodeURIComponent(initial.node)}&depth=${deepest}`, { signal }),
    initialData: initial,
  });
  const again = () => void answer.refetch({ cancelRefetch: false });
  useRefetchOn('run', again);
  useRefetchOn('model', again);
  useRefetchOn('dataset', again);
  const [sides, setSides] = useUrlState<string>('show', 'both');
  const [depth, setDepth] = useUrlState<string>('depth', String(deepest));
  const up = sides !== 'down';
  const down = sides !== 'up';
  const { nodes, edges } = useMemo(
    () =>
      visiblePart(answer.data, { up: up ? Number(depth) || deepest : 0, down: down ? Number(depth) || deepest : 0 }),
    [answer.data, up, down, depth],
  );
  const views = useMemo(() => nodes.map(nodeView), [nodes]);
  const centre = views.find((view) => view.distance === 0);
  const { upstream, downstream } = answer.data;
  const name = centre?.name ?? initial.node;
  return (
    <Page
      crumbs={[{ label: text.lineage.title, to: '/lineage' }, { label: name }]}
      header={
        <PageTitle
          title={name}
          chips={
            <>
              {centre ? <Chip>{centre.detail}</Chip> : null}
              {centre?.digest ? <CopyText value={centre.digest} /> : null}
            </>
          }
          actions={
            <>
              <Button
                icon={ArrowLeftToLine}
                aria-pressed={up}
                className={classNames('lineage-side', up && 'on')}
                onClick={() => setSides(up ? 'down' : 'both')}
              >
                {text.lineage.upstreamCount(countNodes(upstream), upstream.exact)}
              </Button>
              <Button
                icon={ArrowRightToLine}
                aria-pressed={down}
                className={classNames('lineage-side', down && 'on')}
                onClick={() => setSides(down ? 'up' : 'both')}
              >
                {text.lineage.downstreamCount(countNodes(downstream), downstream.exact)}
              </Button>
              <Select
                hideLabel
                label={text.lineage.depth}
                value={depth}
                onChange={(event) => setDepth(event.target.value)}
                options={Array.from({ length: deepest }, (_, index) => ({
                  value: String(index + 1),
                  label: text.lineage.stepsLabel(index + 1),
                }))}
              />
              {centre?.to ? (
                <LinkButton to={centre.to} icon={ExternalLink}>
                  {text.lineage.open}
                </LinkButton>
              ) : null}
            </>
          }
        />
      }
    >
      <div className="stack">
        {answer.isError ? (
          <Panel>
            <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
          </Panel>
        ) : null}
        <Panel flush className="lineage-panel">
          <LazyLineageGraph nodes={views} edges={edges} centre={initial.node} />
        </Panel>
        <Panel flush title={text.lineage.table} hint={views.length === 1 ? text.lineage.alone : undefined}>
          <LineageTable nodes={views} />
        </Panel>
      </div>
    </Page>
  );
}
