export interface CalibrationBin {
  from: number;
  to: number;
  rows: number;
  meanScore: number | null;
  positiveShare: number | null;
}

/** What was predicted against what came true, in bins of equal width, and their mean distance weighted by rows (ECE). */
export class Calibration {
  private readonly rows: Float64Array;
  private readonly scores: Float64Array;
  private readonly positives: Float64Array;

  constructor(bins = 20) {
    this.rows = new Float64Array(bins);
    this.scores = new Float64Array(bins);
    this.positives = new Float64Array(bins);
  }

  add(score: number, label: number): void {
    const bin = Math.min(Math.floor(score * this.rows.length), this.rows.length - 1);
    this.rows[bin] = (this.rows[bin] as number) + 1;
    this.scores[bin] = (this.scores[bin] as number) + score;
    this.positives[bin] = (this.positives[bin] as number) + label;
  }

  finish(): { bins: CalibrationBin[]; ece: number } {
    let distance = 0;
    let total = 0;
    const bins = Array.from(this.rows, (rows, bin): CalibrationBin => {
      const from = bin / this.rows.length;
      const to = (bin + 1) / this.rows.length;
      if (rows === 0) return { from, to, rows, meanScore: null, positiveShare: null };
      const scores = this.scores[bin] as number;
      const positives = this.positives[bin] as number;
      distance += Math.abs(scores - positives);
      total += rows;
      return { from, to, rows, meanScore: scores / rows, positiveShare: positives / rows };
    });
    return { bins, ece: distance / total };
  }
}
