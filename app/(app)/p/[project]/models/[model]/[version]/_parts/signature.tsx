'use client';

import type { ModelSignature } from '#lib/models/schema.ts';
import { Panel } from '#lib/ui/panel.tsx';
import { type Column, DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';

type Field = ModelSignature['inputs'][number] | ModelSignature['outputs'][number];

const columns: Column<Field>[] = [
  { id: 'name', header: () => text.models.one.column, cell: (field) => <span className="mono">{field.name}</span> },
  { id: 'type', header: () => text.models.one.type, cell: (field) => <span className="mut">{field.type}</span> },
  {
    id: 'nullable',
    header: '',
    cell: (field) =>
      'nullable' in field ? (
        <span className="dim">{field.nullable ? text.models.one.nullable : text.models.one.required}</span>
      ) : null,
  },
];

/** What a model takes and what it gives. */
export function Signature({ signature }: { signature: ModelSignature | null }) {
  if (!signature) return <Panel title={text.models.one.signature}>{text.models.one.noSignature}</Panel>;
  return (
    <>
      <Panel flush title={text.models.one.inputs}>
        <DataTable
          label={text.models.one.inputs}
          rows={signature.inputs}
          columns={columns}
          rowId={(field) => field.name}
        />
      </Panel>
      <Panel flush title={text.models.one.outputs}>
        <DataTable
          label={text.models.one.outputs}
          rows={signature.outputs}
          columns={columns}
          rowId={(field) => field.name}
        />
      </Panel>
    </>
  );
}
