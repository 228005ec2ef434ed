import type { LayersModel, SymbolicTensor, Tensor } from '@tensorflow/tfjs';
import { z } from 'zod';
import { Encoders } from '#jobs/tabular/encoders.ts';
import { paddedRows } from '#jobs/tabular/padded-rows.ts';
import type { FeatureBatch } from '#jobs/tabular/prepare-features.ts';
import { DomainError } from '#lib/errors.ts';
import type { TfjsBackend } from '#lib/queue/kinds/backends.ts';
import { loadTfjs, type Runtime, type Tf } from './load-tfjs.ts';
import type { LoadableModelFiles } from './model-files.ts';

export interface LoadedModel {
  encoders: Encoders;
  runtime: Runtime;
  /** Numbers per row: 1, or one for each class of a multiclass model. */
  outputs: number;
  /**
   * Scores the first `count` rows of a batch made by PreparedFeatures.allocate. Synchronous.
   * @returns `count * outputs` numbers, row after row
   */
  predict: (batch: FeatureBatch, count: number) => Float32Array;
  /** Reads the embeddings again, after training changed them. */
  refresh: () => void;
  dispose: () => void;
}

/**
 * Loads a model from its files. The backend is loaded on first use and must be the one this process runs.
 * @throws DomainError BAD_FILE when the files do not belong together; UNAVAILABLE when the backend does not load
 */
export async function loadModel({
  files,
  backend,
}: {
  files: LoadableModelFiles;
  backend: TfjsBackend | 'auto';
}): Promise<LoadedModel> {
  const runtime = await loadTfjs(backend);
  const encoders = parseFile('encoders.json', () =>
    Encoders.parse(JSON.parse(files['encoders.json'].toString('utf8'))),
  );
  const weights = files['weights.bin'];
  const model = await parseModel(runtime, files['model.json'], weights);
  return wrapModel({ model, runtime, encoders });
}

/** A model in memory, freshly trained or loaded, ready to predict. */
export function wrapModel({
  model,
  runtime,
  encoders,
}: {
  model: LayersModel;
  runtime: Runtime;
  encoders: Encoders;
}): LoadedModel {
  const { tf } = runtime;
  const outputs = encoders.task === 'multiclass' ? (encoders.target.classes?.length ?? 0) : 1;
  const { network, tables, width } = afterJoin(tf, model);
  const total = width + tables.reduce((sum, table) => sum + table.size, 0);
  if (network.outputs[0]?.shape[1] !== outputs) {
    throw new DomainError(
      'BAD_FILE',
      `The model has ${network.outputs[0]?.shape[1]} outputs, encoders.json has ${outputs}.`,
    );
  }
  let joined = new Float32Array(0);
  const predict = (batch: FeatureBatch, count: number): Float32Array => {
    if (batch.codes.length !== tables.length || batch.dense.length > 0 !== width > 0) {
      throw new DomainError('BAD_FILE', 'The inputs of model.json are not those that encoders.json prepares.');
    }
    const rows = paddedRows(count);
    let matrix = batch.dense;
    if (tables.length > 0) {
      if (joined.length < rows * total) joined = new Float32Array(rows * total);
      matrix = joined;
      copyColumns(batch.dense, width, matrix, total, count);
      let offset = width;
      for (const [index, table] of tables.entries()) {
        lookUp(batch.codes[index] as Int32Array, table, matrix, offset, total, count);
        offset += table.size;
      }
    }
    matrix.fill(0, count * total, rows * total);
    let scores: Float32Array = new Float32Array(0);
    // The array leaves by assignment: tidy walks what it returns, element by element, and would take most of the time.
    tf.tidy(() => {
      const output = network.predictOnBatch(tf.tensor2d(matrix.subarray(0, rows * total), [rows, total]));
      scores = (Array.isArray(output) ? (output[0] as Tensor) : output).dataSync<'float32'>();
    });
    return scores.subarray(0, count * outputs);
  };
  const refresh = () => {
    for (const table of tables) table.values = weightsOf(table.layer).dataSync<'float32'>().slice();
  };
  return { encoders, runtime, outputs, predict, refresh, dispose: () => model.dispose() };
}

interface EmbeddingTable {
  layer: Layer;
  values: Float32Array;
  size: number;
}

/**
 * The network behind the join of its inputs, and the embeddings ahead of it as tables. Looked up here instead of by the
 * backend they cost a tenth, and what reaches the first product is the same to the bit.
 */
function afterJoin(tf: Tf, model: LayersModel): { network: LayersModel; tables: EmbeddingTable[]; width: number } {
  // By the names of their layers: those of tensors are made unique in a process.
  const width = model.inputs[model.inputNames.indexOf('dense')]?.shape[1] ?? 0;
  const tables: EmbeddingTable[] = [];
  const chain: Layer[] = [];
  for (const layer of model.layers) {
    if (layer.getClassName() === 'Embedding') {
      const weights = weightsOf(layer);
      const index = Number(layer.name.slice('embedding_'.length));
      tables[index] = { layer, values: weights.dataSync<'float32'>().slice(), size: weights.shape[1] ?? 0 };
    } else if (!/^(dense|codes_\d+|embedding_\d+_flat|join)$/.test(layer.name)) {
      chain.push(layer);
    }
  }
  const total = width + tables.reduce((sum, table) => sum + table.size, 0);
  const input = tf.input({ name: 'joined', shape: [total] });
  let flow: SymbolicTensor = input;
  for (const layer of chain) flow = layer.apply(flow) as SymbolicTensor;
  return { network: tf.model({ name: 'network', inputs: input, outputs: flow }), tables, width };
}

type Layer = LayersModel['layers'][number];

function weightsOf(layer: Layer): Tensor {
  const weights = layer.getWeights()[0];
  if (!weights) throw new DomainError('BAD_FILE', `The layer ${layer.name} of the model has no weights.`);
  return weights;
}

function copyColumns(from: Float32Array, width: number, to: Float32Array, total: number, count: number): void {
  for (let row = 0, a = 0, b = 0; row < count; row++, b += total - width) {
    for (const end = a + width; a < end; a++, b++) to[b] = from[a] as number;
  }
}

function lookUp(
  codes: Int32Array,
  table: EmbeddingTable,
  to: Float32Array,
  offset: number,
  total: number,
  count: number,
): void {
  const { values, size } = table;
  for (let row = 0, b = offset; row < count; row++, b += total - size) {
    let a = (codes[row] as number) * size;
    for (const end = a + size; a < end; a++, b++) to[b] = values[a] as number;
  }
}

const ModelJson = z.object({
  modelTopology: z.record(z.string(), z.json()),
  weightsManifest: z.array(
    z.object({
      weights: z.array(
        z.object({ name: z.string(), shape: z.array(z.number().int().min(0)), dtype: z.enum(['float32', 'int32']) }),
      ),
    }),
  ),
});

async function parseModel({ tf }: Runtime, modelJson: Buffer, weights: Buffer): Promise<LayersModel> {
  const document = parseFile('model.json', () => ModelJson.parse(JSON.parse(modelJson.toString('utf8'))));
  const specs = document.weightsManifest.flatMap((group) => group.weights);
  try {
    return await tf.loadLayersModel(
      tf.io.fromMemory({
        modelTopology: document.modelTopology,
        weightSpecs: specs,
        weightData: new Uint8Array(weights).buffer,
      }),
    );
  } catch (cause) {
    throw new DomainError('BAD_FILE', `The model does not load: ${cause instanceof Error ? cause.message : cause}.`, {
      cause,
    });
  }
}

function parseFile<T>(name: string, parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    throw new DomainError(
      'BAD_FILE',
      `${name} of the model cannot be read: ${cause instanceof Error ? cause.message : cause}.`,
      {
        cause,
      },
    );
  }
}
