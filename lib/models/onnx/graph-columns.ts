import { DomainError } from '../../errors.ts';
import type { ModelSignature } from '../schema.ts';
import type { Graph, GraphValue } from './read-graph.ts';

/** An input of a graph and the columns that fill it, side by side. */
export interface GraphInput extends GraphValue {
  columns: string[];
}

/**
 * Which columns an ONNX graph takes. Where a signature names them, an only input takes all of them in its order, as
 * MLflow feeds it, and several inputs take those of their names. Otherwise an input one column wide is called as it is,
 * and a wider one `name_0`, `name_1` and so on.
 * @throws DomainError UNPROCESSABLE when the graph does not take rows of columns, or not as many as the signature names
 */
export function graphColumns(inputs: readonly GraphValue[], signature: ModelSignature | null): GraphInput[] {
  const named = signature?.inputs.map((input) => input.name) ?? [];
  const only = inputs.length === 1;
  return inputs.map((input) => {
    const { name, shape } = input;
    if (input.type === '') throw refusal(`its input ${name} is no tensor`);
    if (shape.length > 2)
      throw refusal(`its input ${name} has ${shape.length} dimensions; rows of columns have one or two`);
    const width = shape.length < 2 ? 1 : shape[1];
    if (only && typeof width === 'string') {
      if (named.length === 0)
        throw refusal(`how many columns its input ${name} takes is open, and no signature names them`);
      return { ...input, columns: named };
    }
    if (typeof width !== 'number' || width < 1) throw refusal(`how many columns its input ${name} takes is open`);
    if (only && named.length === width) return { ...input, columns: named };
    // A signature of tensors names a whole tensor where we look for columns.
    if (only && named.length > 1)
      throw refusal(`its input ${name} takes ${width} columns, its signature names ${named.length}`);
    return { ...input, columns: columnsOf(name, width) };
  });
}

/** The columns of a value: called as it is, or numbered. */
export function columnsOf(name: string, width: number): string[] {
  return width === 1 ? [name] : Array.from({ length: width }, (_, k) => `${name}_${k}`);
}

function refusal(why: string): DomainError {
  return new DomainError('UNPROCESSABLE', `The ONNX model cannot be fed from a table: ${why}.`, {
    fields: [{ path: 'model', message: why }],
    hint: 'Give the model a signature with a column for each feature, or export it with one input for each column.',
  });
}

/**
 * The signature of an ONNX model column by column: names as graphColumns has them, types as the signature beside it says
 * where the graph can take them, and the graph's own otherwise.
 */
export function graphSignature(graph: Graph, beside: ModelSignature | null): ModelSignature {
  const told = new Map(beside?.inputs.map((input) => [input.name, input]));
  const inputs = graphColumns(graph.inputs, beside).flatMap(({ type, columns }) =>
    columns.map((name) => {
      const known = told.get(name);
      const fits = known && isText(known.type) === (type === 'string');
      return { name, type: fits ? known.type : type, ...(known?.nullable ? { nullable: true } : {}) };
    }),
  );
  // Predictions are called as the graph calls them, whatever is said beside it.
  const outputs = graph.outputs.flatMap(({ name, type, shape }) =>
    columnsOf(name, typeof shape[1] === 'number' ? shape[1] : 1).map((column) => ({
      name: column,
      type: type || 'unknown',
    })),
  );
  return { ...beside, inputs, outputs };
}

function isText(type: string): boolean {
  return type === 'string' || type === 'object' || type === 'text';
}
