/** Scores with their labels in typed arrays that grow by doubling: 5 bytes a row, nothing boxed. */
export class LabelledScores {
  scores: Float32Array;
  labels: Uint8Array;
  count = 0;

  constructor(capacity = 65_536) {
    this.scores = new Float32Array(capacity);
    this.labels = new Uint8Array(capacity);
  }

  add(score: number, label: number): void {
    if (this.count === this.scores.length) {
      const scores = new Float32Array(this.count * 2);
      scores.set(this.scores);
      this.scores = scores;
      const labels = new Uint8Array(this.count * 2);
      labels.set(this.labels);
      this.labels = labels;
    }
    this.scores[this.count] = score;
    this.labels[this.count] = label;
    this.count += 1;
  }

  clear(): void {
    this.count = 0;
  }

  /** The scores of each class, ascending. */
  sortedByClass(): { negatives: Float32Array; positives: Float32Array } {
    let positive = 0;
    for (let i = 0; i < this.count; i++) positive += this.labels[i] as number;
    const positives = new Float32Array(positive);
    const negatives = new Float32Array(this.count - positive);
    for (let i = 0, p = 0, n = 0; i < this.count; i++) {
      if (this.labels[i] === 1) positives[p++] = this.scores[i] as number;
      else negatives[n++] = this.scores[i] as number;
    }
    return { negatives: negatives.sort(), positives: positives.sort() };
  }
}
