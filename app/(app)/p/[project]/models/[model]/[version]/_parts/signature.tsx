'use client';

import type { ModelSignature } from '#lib/models/schema.ts';
import { Panel } from '#lib/ui/panel.tsx';
import { type Column, DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';

const words = text.models.one;
type Field = ModelSignature['inputs'][number] | ModelSignature['outputs'][number];

const columns: Column<Field>[] = [
  { id: 'name', header: words.column, cell: (field) => <span className="mono">{field.name}</span> },
  { id: 'type', header: words.type, cell: (field) => <span className="mut">{field.type}</span> },
  {
    id: 'nullable',
    header: '',
    cell: (field) =>
      'nullable' in field ? <span className="dim">{field.nullable ? words.nullable : words.required}</span> : null,
  },
];

/** What a model takes and what it gives. */
export function Signature({ signature }: { signature: ModelSignature | null }) {
  if (!signature) return <Panel title={words.signature}>{words.noSignature}</Panel>;
  return (
    <>
      <Panel flush title={words.inputs}>
        <DataTable label={words.inputs} rows={signature.inputs} columns={columns} rowId={(field) => field.name} />
      </Panel>
      <Panel flush title={words.outputs}>
        <DataTable label={words.outputs} rows={signature.outputs} columns={columns} rowId={(field) => field.name} />
      </Panel>
    </>
  );
}
