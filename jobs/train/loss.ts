import type { Tensor, Tensor2D } from '@tensorflow/tfjs';
import type { Tf } from '#jobs/runtimes/tfjs/load-tfjs.ts';

export type LossName = 'cross-entropy' | 'mse' | 'mae' | 'huber';

/** Mean loss of a batch as a scalar: `logits` [n, k], `labels` [n, k], `weights` [n, 1]. */
export type Loss = (logits: Tensor2D, labels: Tensor2D, weights: Tensor2D) => Tensor;

/**
 * The loss of a task, with its gradient written out: on logits, where nothing saturates, and in kernels that every
 * backend has. Weighted rows count more; the sum is divided by the number of rows, not by the weights.
 */
export function lossOf(tf: Tf, loss: LossName, outputs: number): Loss {
  if (loss === 'cross-entropy') return outputs === 1 ? sigmoidCrossEntropy(tf) : softmaxCrossEntropy(tf);
  return distance(tf, loss);
}

type Parts = { value: Tensor; slope: Tensor };

/** A scalar loss from a function that gives, for each row and output, the loss and its slope. */
function written(tf: Tf, parts: (logits: Tensor2D, labels: Tensor2D) => Parts): Loss {
  return (logits, labels, weights) => {
    const scaled = weights.div(weights.shape[0]);
    const graph = tf.customGrad((...args) => {
      const [z, save] = args as [Tensor2D, (tensors: Tensor[]) => void];
      const { value, slope } = parts(z, labels);
      save([slope.mul(scaled)]);
      return {
        value: value.mul(scaled).sum(),
        gradFunc: (dy: Tensor, [gradient]: Tensor[]) => dy.mul(gradient as Tensor),
      };
    });
    return graph(logits);
  };
}

function sigmoidCrossEntropy(tf: Tf): Loss {
  return written(tf, (z, y) => ({
    // max(z, 0) - z y + log(1 + e^-|z|)
    value: z.relu().sub(z.mul(y)).add(z.abs().neg().exp().add(1).log()),
    slope: z.sigmoid().sub(y),
  }));
}

function softmaxCrossEntropy(tf: Tf): Loss {
  return written(tf, (z, y) => {
    const shifted = z.sub(z.max(1, true));
    const exps = shifted.exp();
    const sums = exps.sum(1, true);
    return { value: sums.log().sub(shifted.mul(y).sum(1, true)), slope: exps.div(sums).sub(y) };
  });
}

function distance(tf: Tf, loss: Exclude<LossName, 'cross-entropy'>): Loss {
  return written(tf, (z, y) => {
    const error = z.sub(y);
    if (loss === 'mse') return { value: error.square(), slope: error.mul(2) };
    // Steep and clipped: -1, 1, and 0 where the error is 0.
    if (loss === 'mae') return { value: error.abs(), slope: error.mul(1e20).clipByValue(-1, 1) };
    const inner = error.clipByValue(-1, 1);
    return { value: inner.mul(error.sub(inner.mul(0.5))), slope: inner };
  });
}
