export interface RegressionMetrics {
  rows: number;
  rmse: number;
  mae: number;
  /** Share of the variance that is explained; below 0 the mean would predict better. NaN where the target is constant. */
  r2: number;
  /** Mean of prediction minus truth. */
  bias: number;
}

/** Adds up predicted against true numbers. Sums are taken around `center`, so that large targets lose no digits. */
export class RegressionAccumulator {
  private readonly center: number;
  private rows = 0;
  private squares = 0;
  private absolutes = 0;
  private errors = 0;
  private sum = 0;
  private sumSquares = 0;

  constructor(center = 0) {
    this.center = center;
  }

  add(predicted: number, truth: number): void {
    const error = predicted - truth;
    const shifted = truth - this.center;
    this.rows += 1;
    this.errors += error;
    this.squares += error * error;
    this.absolutes += Math.abs(error);
    this.sum += shifted;
    this.sumSquares += shifted * shifted;
  }

  finish(): RegressionMetrics {
    const total = this.sumSquares - (this.sum * this.sum) / this.rows;
    return {
      rows: this.rows,
      rmse: Math.sqrt(this.squares / this.rows),
      mae: this.absolutes / this.rows,
      r2: total > 0 ? 1 - this.squares / total : Number.NaN,
      bias: this.errors / this.rows,
    };
  }

  clear(): void {
    this.rows = 0;
    this.squares = 0;
    this.absolutes = 0;
    this.errors = 0;
    this.sum = 0;
    this.sumSquares = 0;
  }
}
