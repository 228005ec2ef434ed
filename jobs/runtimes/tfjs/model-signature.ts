import type { ColumnKind } from '#jobs/tabular/column-kind.ts';
import { columnKind } from '#jobs/tabular/column-kind.ts';
import { type Encoders, predictionColumns } from '#jobs/tabular/encoders.ts';

/** signature.json: what goes in and what comes out, for people and for input checks. */
export interface ModelSignature {
  task: Encoders['task'];
  inputs: { name: string; type: ColumnKind; duckdbType: string; nullable: boolean }[];
  outputs: { name: string; type: 'float' | 'string' }[];
  target: { name: string; classes?: string[] };
}

/** The columns a model reads, each once, and the columns its predictions have. */
export function modelSignature(encoders: Encoders): ModelSignature {
  const inputs = new Map<string, ModelSignature['inputs'][number]>();
  for (const feature of encoders.features) {
    const kind = feature.encoder.kind;
    const nullable = kind === 'one-hot' || kind === 'embedding' || feature.encoder.nulls;
    const known = inputs.get(feature.column);
    if (known) known.nullable &&= nullable;
    else {
      inputs.set(feature.column, {
        name: feature.column,
        type: columnKind(feature.type),
        duckdbType: feature.type,
        nullable,
      });
    }
  }
  return {
    task: encoders.task,
    inputs: [...inputs.values()],
    outputs: predictionColumns(encoders).map(({ name, type }) => ({
      name,
      type: type === 'FLOAT' ? 'float' : 'string',
    })),
    target: { name: encoders.target.column, ...(encoders.target.classes ? { classes: encoders.target.classes } : {}) },
  };
}
