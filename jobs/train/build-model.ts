import type { LayersModel, SymbolicTensor } from '@tensorflow/tfjs';
import { deriveSeed } from '#jobs/runtimes/seeded-random.ts';
import type { Tf } from '#jobs/runtimes/tfjs/load-tfjs.ts';
import type { FittedTarget } from '#jobs/tabular/encoders.ts';
import { firstCode } from '#jobs/tabular/encoders.ts';
import type { PreparedFeatures } from '#jobs/tabular/prepare-features.ts';
import type { Task, TrainRecipe } from '#lib/queue/kinds/train.ts';

/** Two views of the same weights: what is trained ends in logits (or a standardised number), what is saved in the answer. */
export interface BuiltModel {
  trained: LayersModel;
  saved: LayersModel;
}

/** Builds the network of a recipe. Every layer has a fixed name and every initialiser a seed: bytes repeat. */
export function buildModel({
  tf,
  recipe,
  task,
  target,
  features,
}: {
  tf: Tf;
  recipe: Pick<TrainRecipe, 'layers' | 'activation' | 'dropout' | 'seed'>;
  task: Task;
  target: FittedTarget;
  features: Pick<PreparedFeatures, 'denseWidth' | 'embeddings'>;
}): BuiltModel {
  const kernel = (name: string) => tf.initializers.glorotUniform({ seed: deriveSeed(recipe.seed, `init:${name}`) });
  const inputs: SymbolicTensor[] = [];
  const parts: SymbolicTensor[] = [];
  if (features.denseWidth > 0) {
    const dense = tf.input({ name: 'dense', shape: [features.denseWidth], dtype: 'float32' });
    inputs.push(dense);
    parts.push(dense);
  }
  for (const [index, embedding] of features.embeddings.entries()) {
    const name = `embedding_${index}`;
    const codes = tf.input({ name: `codes_${index}`, shape: [1], dtype: 'int32' });
    const layer = tf.layers.embedding({
      name,
      inputDim: embedding.codes,
      outputDim: embedding.size,
      embeddingsInitializer: tf.initializers.randomUniform({
        minval: -0.05,
        maxval: 0.05,
        seed: deriveSeed(recipe.seed, `init:${name}`),
      }),
    });
    inputs.push(codes);
    parts.push(tf.layers.flatten({ name: `${name}_flat` }).apply(layer.apply(codes)) as SymbolicTensor);
    // Codes that training never meets must not add noise: "unknown" and "null" start, and then stay, neutral.
    tf.tidy(() => {
      const values = layer.getWeights()[0];
      if (!values) return;
      const neutral = tf.zeros([firstCode, embedding.size]);
      layer.setWeights([tf.concat([neutral, values.slice([firstCode, 0])])]);
    });
  }
  let flow =
    parts.length === 1
      ? (parts[0] as SymbolicTensor)
      : (tf.layers.concatenate({ name: 'join' }).apply(parts) as SymbolicTensor);
  for (const [index, units] of recipe.layers.entries()) {
    const name = `hidden_${index}`;
    const layer = tf.layers.dense({ name, units, activation: recipe.activation, kernelInitializer: kernel(name) });
    flow = layer.apply(flow) as SymbolicTensor;
    if (recipe.dropout > 0)
      flow = tf.layers.dropout({ name: `dropout_${index}`, rate: recipe.dropout }).apply(flow) as SymbolicTensor;
  }
  const units = task === 'multiclass' ? (target.classes?.length ?? 0) : 1;
  const logits = tf.layers
    .dense({ name: 'logits', units, kernelInitializer: kernel('logits') })
    .apply(flow) as SymbolicTensor;
  let answer: SymbolicTensor;
  if (task === 'regression') {
    const rescale = tf.layers.dense({ name: 'output', units: 1, trainable: false });
    answer = rescale.apply(logits) as SymbolicTensor;
    tf.tidy(() => rescale.setWeights([tf.tensor2d([[target.std ?? 1]]), tf.tensor1d([target.mean ?? 0])]));
  } else {
    const activation = task === 'binary' ? 'sigmoid' : 'softmax';
    answer = tf.layers.activation({ name: 'output', activation }).apply(logits) as SymbolicTensor;
  }
  return {
    trained: tf.model({ name: 'trained', inputs, outputs: logits }),
    saved: tf.model({ name: 'model', inputs, outputs: answer }),
  };
}
