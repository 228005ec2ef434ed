import { readFile } from 'node:fs/promises';
import { predictionColumns } from '#jobs/tabular/encoders.ts';
import { prepareFeatures } from '#jobs/tabular/prepare-features.ts';
import { blockRows } from '#jobs/tabular/read-rows.ts';
import { DomainError } from '#lib/errors.ts';
import type { TfjsBackend } from '#lib/queue/kinds/backends.ts';
import type { Model, ModelToLoad, PredictionValues, PreparedModel } from '../runtime.ts';
import { type LoadedModel, loadModel } from './load-model.ts';
import { modelSignature } from './model-signature.ts';

/** The runtime of models trained here: TensorFlow.js layers behind their encoders. */
export async function loadTfjsModel({
  files,
  backend,
}: Pick<ModelToLoad, 'files'> & { backend: TfjsBackend }): Promise<Model> {
  const read = (name: string): Promise<Buffer> => {
    const at = files.get(name);
    if (at === undefined) throw new DomainError('BAD_FILE', `The model has no ${name}.`);
    return readFile(at);
  };
  const loaded = {
    'model.json': await read('model.json'),
    'weights.bin': await read('weights.bin'),
    'encoders.json': await read('encoders.json'),
  };
  return tfjsModel(await loadModel({ files: loaded, backend }));
}

/** A model that is in memory, as the model of a runtime. Rows stand alone because batches are padded. */
export function tfjsModel(loaded: LoadedModel): Model {
  const { encoders, runtime } = loaded;
  const { backend, versions, simd } = runtime;
  const model: Model = {
    runtime: { backend, versions, ...(simd === undefined ? {} : { simd }) },
    signature: modelSignature(encoders),
    rowsStandAlone: 'always',
    prepare: ({ table, columns }) => prepare(model, loaded, table, columns),
    dispose: async () => loaded.dispose(),
  };
  return model;
}

const identity = Uint32Array.from({ length: blockRows }, (_, i) => i);

async function prepare(
  model: Model,
  { encoders, predict, outputs }: LoadedModel,
  table: PreparedModel['table'],
  mapping: Readonly<Record<string, string>> = {},
): Promise<PreparedModel> {
  const features = await prepareFeatures({
    table,
    features: encoders.features.map((feature) => ({ ...feature, column: mapping[feature.column] ?? feature.column })),
  });
  const batch = features.allocate(blockRows);
  const split = encoders.task === 'multiclass' ? splitter(outputs) : (scores: Float32Array) => [scores];
  return {
    model,
    table,
    columns: features.columns,
    texts: [],
    predictions: predictionColumns(encoders),
    score: async ({ columns, count }, onInvalid) => {
      features.encode(columns, identity, 0, count, batch, 0, (at, feature, reason) =>
        onInvalid(at, feature.column, reason),
      );
      return split(predict(batch, count), count);
    },
  };
}

/** Row-wise probabilities into the class predicted, which is the first of the most probable, and one array a class. */
function splitter(width: number): (scores: Float32Array, count: number) => PredictionValues[] {
  const codes = new Int32Array(blockRows);
  const classes = Array.from({ length: width }, () => new Float32Array(blockRows));
  return (scores, count) => {
    for (let row = 0; row < count; row++) {
      let best = 0;
      for (let k = 0; k < width; k++) {
        const value = scores[row * width + k] as number;
        (classes[k] as Float32Array)[row] = value;
        if (value > (scores[row * width + best] as number)) best = k;
      }
      codes[row] = best;
    }
    return [codes.subarray(0, count), ...classes.map((values) => values.subarray(0, count))];
  };
}
