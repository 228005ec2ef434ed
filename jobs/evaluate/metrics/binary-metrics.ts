import { areaUnderRoc } from './area-under-roc.ts';
import { LabelledScores } from './labelled-scores.ts';

export interface BinaryMetrics {
  rows: number;
  positives: number;
  auc: number;
  log_loss: number;
  /** Mean squared distance of the probability from the outcome. */
  brier: number;
  accuracy: number;
  precision: number;
  recall: number;
  f1: number;
}

/** How near to 0 and 1 a probability counts in the log-loss: the resolution of the floats it is computed in. */
const epsilon = 1e-7;

/** Adds up labelled probabilities, in row order, so that sums repeat to the bit. */
export class BinaryAccumulator {
  readonly rows = new LabelledScores();
  private logLoss = 0;
  private squares = 0;
  private hits = { tp: 0, fp: 0, fn: 0, tn: 0 };
  private readonly threshold: number;

  constructor(threshold = 0.5) {
    this.threshold = threshold;
  }

  add(score: number, label: number): void {
    this.rows.add(score, label);
    const p = Math.min(Math.max(score, epsilon), 1 - epsilon);
    this.logLoss -= Math.log(label === 1 ? p : 1 - p);
    this.squares += (score - label) ** 2;
    if (score >= this.threshold) this.hits[label === 1 ? 'tp' : 'fp'] += 1;
    else this.hits[label === 1 ? 'fn' : 'tn'] += 1;
  }

  get confusion(): { tp: number; fp: number; fn: number; tn: number } {
    return { ...this.hits };
  }

  /** Figures that do not exist (no rows, one class only, nothing predicted positive) are NaN or 0 as usual for them. */
  finish(): BinaryMetrics {
    const { negatives, positives } = this.rows.sortedByClass();
    const { tp, fp, fn, tn } = this.hits;
    const rows = this.rows.count;
    return {
      rows,
      positives: positives.length,
      auc: areaUnderRoc(negatives, positives),
      log_loss: this.logLoss / rows,
      brier: this.squares / rows,
      accuracy: (tp + tn) / rows,
      precision: tp + fp === 0 ? 0 : tp / (tp + fp),
      recall: tp + fn === 0 ? 0 : tp / (tp + fn),
      f1: 2 * tp + fp + fn === 0 ? 0 : (2 * tp) / (2 * tp + fp + fn),
    };
  }

  clear(): void {
    this.rows.clear();
    this.logLoss = 0;
    this.squares = 0;
    this.hits = { tp: 0, fp: 0, fn: 0, tn: 0 };
  }
}
