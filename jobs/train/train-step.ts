import type { LayersModel, Optimizer, Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs';
import { type Random, withMathRandom } from '#jobs/runtimes/seeded-random.ts';
import type { Tf } from '#jobs/runtimes/tfjs/load-tfjs.ts';
import type { FeatureBatch } from '#jobs/tabular/prepare-features.ts';
import type { TrainRecipe } from '#lib/queue/kinds/train.ts';
import type { Loss } from './loss.ts';

/** Rows gathered for one step. `labels` has `outputs` numbers a row. */
export interface TrainBatch extends FeatureBatch {
  labels: Float32Array;
  weights: Float32Array;
}

export function makeOptimizer(tf: Tf, { kind, learningRate }: TrainRecipe['optimizer']): Optimizer {
  if (kind === 'sgd') return tf.train.sgd(learningRate);
  if (kind === 'rmsprop') return tf.train.rmsprop(learningRate);
  return tf.train.adam(learningRate);
}

/**
 * A function that learns from the first `count` rows of a batch and returns their mean loss. Synchronous: dropout masks
 * are drawn from `random`, and from nothing else that runs in this process.
 */
export function trainStep({
  tf,
  model,
  optimizer,
  loss,
  outputs,
  width,
  random,
}: {
  tf: Tf;
  model: LayersModel;
  optimizer: Optimizer;
  loss: Loss;
  outputs: number;
  width: number;
  random: Random;
}): (batch: TrainBatch, count: number) => number {
  return (batch, count) => {
    let value = Number.NaN;
    withMathRandom(random, () => {
      tf.tidy(() => {
        const inputs: Tensor[] = [];
        if (width > 0) inputs.push(tf.tensor2d(batch.dense.subarray(0, count * width), [count, width]));
        for (const codes of batch.codes) inputs.push(tf.tensor2d(codes.subarray(0, count), [count, 1], 'int32'));
        const labels = tf.tensor2d(batch.labels.subarray(0, count * outputs), [count, outputs]);
        const weights = tf.tensor2d(batch.weights.subarray(0, count), [count, 1]);
        const mean = optimizer.minimize(() => {
          const logits = model.apply(inputs.length === 1 ? (inputs[0] as Tensor) : inputs, { training: true });
          return loss(logits as Tensor2D, labels, weights) as Scalar;
        }, true);
        value = mean?.dataSync()[0] ?? Number.NaN;
      });
    });
    return value;
  };
}
