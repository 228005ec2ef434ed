import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { blockRows } from '#jobs/tabular/read-rows.ts';
import { DomainError } from '#lib/errors.ts';
import { columnsOf } from '#lib/models/onnx/graph-columns.ts';
import { allocatePredictions, firstOf } from '../prediction-values.ts';
import type { PredictionColumn, PredictionValues } from '../runtime.ts';

const types: Record<string, PredictionColumn['type']> = {
  float32: 'FLOAT',
  float64: 'DOUBLE',
  int64: 'BIGINT',
  int32: 'INTEGER',
  int16: 'INTEGER',
  uint16: 'INTEGER',
  int8: 'INTEGER',
  uint8: 'INTEGER',
  bool: 'BOOLEAN',
  string: 'VARCHAR',
};

/** An output of a graph and how many columns of predictions it fills. */
export interface OnnxOutput {
  name: string;
  type: PredictionColumn['type'];
  width: number;
}

/**
 * The outputs that become columns: tensors of one value a row, or of a fixed number of them. Maps and sequences are left
 * out.
 * @param probe answers for `probeRows` rows, asked for where the graph leaves a width open
 * @throws DomainError BAD_FILE when none is left, or one is no row of values
 */
export async function onnxOutputs(
  metadata: readonly InferenceSession.ValueMetadata[],
  probe: (names: string[]) => Promise<InferenceSession.OnnxValueMapType>,
): Promise<OnnxOutput[]> {
  const tensors = metadata.filter((one) => one.isTensor);
  if (tensors.length === 0) {
    throw new DomainError('BAD_FILE', 'None of the outputs of the ONNX model is a tensor.', {
      hint: 'Classifiers of scikit-learn answer with maps unless they are converted with zipmap=False.',
    });
  }
  const open = tensors.some(({ shape }) => shape.length !== 1 && typeof shape[1] !== 'number');
  const answers = open ? await probe(tensors.map((one) => one.name)) : {};
  return tensors.map(({ name, type, shape }) => {
    const dims = answers[name]?.dims ?? shape;
    const [, width = 1] = dims;
    const known = types[type];
    if (!known)
      throw new DomainError('BAD_FILE', `The output ${name} of the ONNX model is ${type}, which cannot be kept.`);
    if (dims.length > 2 || typeof width !== 'number' || width < 1) {
      throw new DomainError(
        'BAD_FILE',
        `The output ${name} of the ONNX model has the shape [${dims.join(', ')}]; one or more values for each row are needed.`,
      );
    }
    return { name, type: known, width };
  });
}

/** The columns of predictions, in the order of the outputs. */
export function predictionColumns(outputs: readonly OnnxOutput[]): PredictionColumn[] {
  return outputs.flatMap(({ name, type, width }) => columnsOf(name, width).map((column) => ({ name: column, type })));
}

/** Arrays for the predictions of a block, and the function that puts answers into them from a row on. */
export function collectOutputs(outputs: readonly OnnxOutput[]) {
  const columns = outputs.map(({ type, width }) =>
    Array.from({ length: width }, () => allocatePredictions({ type }, blockRows)),
  );
  const put = (answers: InferenceSession.OnnxValueMapType, from: number, count: number, rows: number): void => {
    for (const [index, { name, width }] of outputs.entries()) {
      const { data, dims } = answers[name] as Tensor;
      if (dims[0] !== rows || data.length !== rows * width) {
        throw new DomainError('BAD_FILE', `The ONNX model answers ${rows} rows with [${dims.join(', ')}] in ${name}.`);
      }
      const values = data as unknown as ArrayLike<number>;
      for (const [k, column] of (columns[index] ?? []).entries()) {
        const to = column as unknown as Record<number, number>;
        for (let row = 0, at = k; row < count; row++, at += width) to[from + row] = values[at] as number;
      }
    }
  };
  const values = (count: number): PredictionValues[] => columns.flat().map((column) => firstOf(column, count));
  return { put, values };
}
