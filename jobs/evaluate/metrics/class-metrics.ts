export interface ClassMetrics {
  rows: number;
  log_loss: number;
  accuracy: number;
  /** Unweighted mean of the F1 of every class that occurs or is predicted. */
  macro_f1: number;
}

const epsilon = 1e-7;

/** Adds up class probabilities against class codes. */
export class ClassAccumulator {
  /** Row-major: rows of class a that were predicted as class b at [a * classes + b]. */
  readonly confusion: Float64Array;
  readonly classes: number;
  private rows = 0;
  private logLoss = 0;

  constructor(classes: number) {
    this.classes = classes;
    this.confusion = new Float64Array(classes * classes);
  }

  /** One row: its probabilities start at `at`. Returns the class predicted: the first of the most probable. */
  add(probabilities: Float32Array, at: number, label: number): number {
    let best = 0;
    for (let k = 1; k < this.classes; k++) {
      if ((probabilities[at + k] as number) > (probabilities[at + best] as number)) best = k;
    }
    const cell = label * this.classes + best;
    this.confusion[cell] = (this.confusion[cell] as number) + 1;
    this.logLoss -= Math.log(Math.max(probabilities[at + label] as number, epsilon));
    this.rows += 1;
    return best;
  }

  /** Precision, recall, F1 and rows of each class. */
  perClass(): { precision: number; recall: number; f1: number; support: number; predicted: number }[] {
    const n = this.classes;
    return Array.from({ length: n }, (_, k) => {
      const hits = this.confusion[k * n + k] as number;
      let support = 0;
      let predicted = 0;
      for (let other = 0; other < n; other++) {
        support += this.confusion[k * n + other] as number;
        predicted += this.confusion[other * n + k] as number;
      }
      return {
        precision: predicted === 0 ? 0 : hits / predicted,
        recall: support === 0 ? 0 : hits / support,
        f1: support + predicted === 0 ? 0 : (2 * hits) / (support + predicted),
        support,
        predicted,
      };
    });
  }

  finish(): ClassMetrics {
    const present = this.perClass().filter((one) => one.support + one.predicted > 0);
    let hits = 0;
    for (let k = 0; k < this.classes; k++) hits += this.confusion[k * this.classes + k] as number;
    return {
      rows: this.rows,
      log_loss: this.logLoss / this.rows,
      accuracy: hits / this.rows,
      macro_f1: present.reduce((sum, one) => sum + one.f1, 0) / present.length,
    };
  }

  clear(): void {
    this.confusion.fill(0);
    this.rows = 0;
    this.logLoss = 0;
  }
}
