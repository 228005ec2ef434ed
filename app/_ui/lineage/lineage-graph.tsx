'use client';

import '@xyflow/react/dist/base.css';
import './lineage.css';
import {
  Background,
  BaseEdge,
  type Edge,
  type EdgeProps,
  Handle,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react';
import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { classNames } from '#lib/ui/class-names.ts';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { IconButton } from '#lib/ui/icon-button.tsx';
import { Link } from '#lib/ui/navigation.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { text } from '#lib/ui/text/text.ts';
import { nodeHeight, nodeWidth } from './layout-graph.ts';
import { type NodeView, nodeIcons } from './node-view.ts';
import { roundedPath } from './rounded-path.ts';
import { useLayout } from './use-layout.ts';

type FlowEdge = Edge<{ path: string }, 'routed'>;
type FlowNode = Node<{ view: NodeView; centre: boolean }, 'thing'>;

function Thing({ data: { view, centre } }: NodeProps<FlowNode>) {
  const Icon = nodeIcons[view.kind];
  const inside = (
    <>
      <span className="lineage-name">
        <Icon size={13} aria-hidden />
        <span className="clip">{view.name}</span>
      </span>
      <span className="lineage-detail clip">{view.detail}</span>
    </>
  );
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      {view.to === undefined ? (
        <div className={classNames('lineage-node', centre && 'centre')} title={view.digest ?? undefined}>
          {inside}
        </div>
      ) : (
        <Link
          to={view.to}
          className={classNames('lineage-node nodrag nopan', centre && 'centre')}
          title={view.digest ?? undefined}
          aria-current={centre ? 'true' : undefined}
        >
          {inside}
        </Link>
      )}
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </>
  );
}

function Routed({ id, data }: EdgeProps<FlowEdge>) {
  return <BaseEdge id={id} path={data?.path ?? ''} />;
}

const nodeTypes = { thing: Thing };
const edgeTypes = { routed: Routed };

/**
 * The graph drawn in layers. `still` is the small version inside a page: the wheel scrolls the page, not the graph.
 * Everything it says is also in the table beside it (LineageTable).
 */
export function LineageGraph({
  nodes,
  edges,
  centre,
  still,
}: {
  nodes: NodeView[];
  edges: { from: string; to: string }[];
  centre: string;
  still?: boolean;
}) {
  const { placed, error } = useLayout(nodes, edges);
  const flowNodes = useMemo(() => {
    const views = new Map(nodes.map((node) => [node.id, node]));
    return (placed?.nodes ?? []).flatMap(({ id, x, y }): FlowNode[] => {
      const view = views.get(id);
      if (!view) return [];
      return [
        {
          id,
          type: 'thing',
          position: { x, y },
          width: nodeWidth,
          height: nodeHeight,
          data: { view, centre: id === centre },
        },
      ];
    });
  }, [placed, nodes, centre]);
  const flowEdges = useMemo(
    () =>
      (placed?.edges ?? []).map(
        ({ from, to, points }): FlowEdge => ({
          id: `${from}>${to}`,
          type: 'routed',
          source: from,
          target: to,
          focusable: false,
          data: { path: roundedPath(points, 8) },
        }),
      ),
    [placed],
  );
  if (error) return <ErrorState error={error} title={text.lineage.layoutFailed} />;
  if (!placed)
    return (
      <div className="lineage-waiting">
        <Skeleton lines={4} height={16} />
      </div>
    );
  return (
    <ReactFlowProvider>
      <section className={classNames('lineage-graph', still && 'still')} aria-label={text.lineage.graphLabel}>
        <ReactFlow
          nodes={flowNodes}
          edges={flowEdges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          zoomOnScroll={!still}
          preventScrolling={!still}
          zoomOnDoubleClick={!still}
          minZoom={0.15}
          maxZoom={1.5}
          fitView
          fitViewOptions={{ padding: 0.12, maxZoom: 1 }}
          proOptions={{ hideAttribution: true }}
          disableKeyboardA11y
        >
          <Background gap={16} size={1} />
          <Controls
            hidden={still ?? false}
            shape={flowNodes.map((node) => `${node.id} ${node.position.x} ${node.position.y}`).join()}
          />
        </ReactFlow>
      </section>
    </ReactFlowProvider>
  );
}

/** Zoom buttons; also fits the view again when the graph's shape changed. */
function Controls({ shape, hidden }: { shape: string; hidden: boolean }) {
  const flow = useReactFlow();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the shape is what the view is fitted to
  useEffect(() => {
    const frame = requestAnimationFrame(() => void flow.fitView({ padding: 0.12, maxZoom: 1 }));
    return () => cancelAnimationFrame(frame);
  }, [flow, shape]);
  if (hidden) return null;
  return (
    <div className="lineage-controls">
      <IconButton icon={ZoomIn} label={text.lineage.zoomIn} onClick={() => void flow.zoomIn()} />
      <IconButton icon={ZoomOut} label={text.lineage.zoomOut} onClick={() => void flow.zoomOut()} />
      <IconButton
        icon={Maximize}
        label={text.lineage.fit}
        onClick={() => void flow.fitView({ padding: 0.12, maxZoom: 1 })}
      />
    </div>
  );
}
