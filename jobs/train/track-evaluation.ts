import { BinaryAccumulator } from '#jobs/evaluate/metrics/binary-metrics.ts';
import { ClassAccumulator } from '#jobs/evaluate/metrics/class-metrics.ts';
import { RegressionAccumulator } from '#jobs/evaluate/metrics/regression-metrics.ts';
import { type Skipped, scoreLabelled } from '#jobs/evaluate/score-labelled.ts';
import type { Scorer } from '#jobs/runtimes/tfjs/prepare-scorer.ts';
import type { Encoders } from '#jobs/tabular/encoders.ts';
import type { PreparedLabels } from '#jobs/tabular/labels.ts';
import type { LossName } from './loss.ts';

/** Metrics of one epoch on the evaluation rows, by their name without "eval/". */
export interface EpochEvaluation {
  rows: number;
  skipped: Skipped;
  metrics: Record<string, number>;
}

/** Scores the evaluation rows and measures. One function for every epoch, so that its arrays are made once. */
export function trackEvaluation({
  encoders,
  loss,
  where,
}: {
  encoders: Encoders;
  loss: LossName;
  where?: (row: string) => string;
}): (scorer: Scorer, labels: PreparedLabels) => Promise<EpochEvaluation> {
  const { task, target } = encoders;
  const mean = target.mean ?? 0;
  const std = target.std ?? 1;
  const width = target.classes?.length ?? 0;
  const binary = new BinaryAccumulator();
  const classes = new ClassAccumulator(width);
  const numbers = new RegressionAccumulator(mean);
  return async (scorer, labels): Promise<EpochEvaluation> => {
    binary.clear();
    classes.clear();
    numbers.clear();
    const skipped: Skipped = { invalid: 0, unknownClass: 0 };
    let lossSum = 0;
    for await (const block of scoreLabelled({ scorer, labels, skipped, ...(where ? { where } : {}) })) {
      for (let row = 0; row < block.count; row++) {
        if (block.skip[row] === 1) continue;
        const label = block.labels[row] as number;
        if (task === 'multiclass') {
          classes.add(block.predictions, row * width, label);
          continue;
        }
        const score = block.predictions[row] as number;
        if (task === 'binary') binary.add(score, label);
        else {
          numbers.add(score, label);
          lossSum += distanceLoss(loss, (score - label) / std);
        }
      }
    }
    if (task === 'binary') {
      const { rows, auc, log_loss, brier, accuracy, f1 } = binary.finish();
      return { rows, skipped, metrics: { loss: log_loss, auc, log_loss, brier, accuracy, f1 } };
    }
    if (task === 'multiclass') {
      const { rows, log_loss, accuracy, macro_f1 } = classes.finish();
      return { rows, skipped, metrics: { loss: log_loss, log_loss, accuracy, macro_f1 } };
    }
    const { rows, rmse, mae, r2 } = numbers.finish();
    return { rows, skipped, metrics: { loss: lossSum / rows, rmse, mae, r2 } };
  };
}

function distanceLoss(loss: LossName, error: number): number {
  const size = Math.abs(error);
  if (loss === 'mse') return error * error;
  if (loss === 'mae') return size;
  return size <= 1 ? 0.5 * size * size : size - 0.5;
}
