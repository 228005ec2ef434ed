'use client';

import { CopyText } from '#lib/ui/copy-button.tsx';
import { Link } from '#lib/ui/navigation.tsx';
import { type Column, DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';
import { type NodeView, nodeIcons } from './node-view.ts';

const columns: Column<NodeView>[] = [
  {
    id: 'name',
    header: () => text.lineage.name,
    sort: (node) => node.name,
    cell: (node) => {
      const Icon = nodeIcons[node.kind];
      return (
        <span className="lineage-name">
          <Icon size={13} aria-hidden />
          {node.to === undefined ? (
            node.name
          ) : (
            <Link to={node.to} className="main-link">
              {node.name}
            </Link>
          )}
        </span>
      );
    },
  },
  {
    id: 'kind',
    header: () => text.lineage.kind,
    sort: (node) => node.kind,
    cell: (node) => text.lineage.kinds[node.kind],
  },
  {
    id: 'where',
    header: () => text.lineage.where,
    sort: (node) => node.distance,
    cell: (node) => whereText(node.distance),
  },
  { id: 'detail', header: () => text.lineage.detail, cell: (node) => <span className="mut">{node.detail}</span> },
  {
    id: 'digest',
    header: () => text.lineage.digest,
    cell: (node) => (node.digest ? <CopyText value={node.digest} /> : null),
  },
  {
    id: 'focus',
    header: () => <span className="sr-only">{text.lineage.focus}</span>,
    label: () => text.lineage.focus,
    cell: (node) =>
      node.distance === 0 ? null : (
        <Link to={`/lineage?node=${encodeURIComponent(node.id)}`} className="link">
          {text.lineage.focus}
        </Link>
      ),
  },
];

function whereText(distance: number): string {
  if (distance === 0) return text.lineage.here;
  return distance < 0 ? text.lineage.stepsUp(-distance) : text.lineage.stepsDown(distance);
}

/** The same graph as a list: what it came from and what a change of it would touch. */
export function LineageTable({ nodes }: { nodes: NodeView[] }) {
  return (
    <DataTable
      label={text.lineage.table}
      rows={nodes}
      columns={columns}
      rowId={(node) => node.id}
      initialSort={{ id: 'where', desc: false }}
    />
  );
}
