/**
 * Exact area under the ROC curve: the share of (positive, negative) pairs that are ordered rightly, ties counting half.
 * @param negatives scores of the negative rows, ascending
 * @param positives scores of the positive rows, ascending
 * @returns NaN where one of the classes is absent
 */
export function areaUnderRoc(negatives: Float32Array, positives: Float32Array): number {
  if (negatives.length === 0 || positives.length === 0) return Number.NaN;
  let below = 0;
  let upTo = 0;
  // Twice the number of pairs won: whole numbers, exact below 2^53 pairs.
  let doubled = 0;
  for (let i = 0; i < positives.length; i++) {
    const score = positives[i] as number;
    while (below < negatives.length && (negatives[below] as number) < score) below++;
    if (upTo < below) upTo = below;
    while (upTo < negatives.length && (negatives[upTo] as number) === score) upTo++;
    doubled += below + upTo;
  }
  return doubled / 2 / positives.length / negatives.length;
}
