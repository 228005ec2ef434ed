/** A point as it is compared: times are no part of what must repeat. */
export interface ComparedPoint {
  step: number;
  value: number;
}

export interface SeriesDifference {
  /** The first step at which the two differ, and the values there; null where one has no such point. */
  step: number;
  a: number | null;
  b: number | null;
  /** The largest |a - b| / max(|a|, |b|); null where a point has no twin, or NaN or an infinity meets something else. */
  largestRelative: number | null;
}

/** Compares two series, each in order of (step, value). Bits count: NaN equals NaN, 0 is not -0. @returns null when equal */
export function compareSeries(a: ComparedPoint[], b: ComparedPoint[]): SeriesDifference | null {
  let first: Omit<SeriesDifference, 'largestRelative'> | null = null;
  let largest: number | null = a.length === b.length ? 0 : null;
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const left = a[index];
    const right = b[index];
    if (left && right && left.step === right.step) {
      if (Object.is(left.value, right.value)) continue;
      first ??= { step: left.step, a: left.value, b: right.value };
      const relative = relativeDifference(left.value, right.value);
      largest = largest === null || relative === null ? null : Math.max(largest, relative);
      continue;
    }
    largest = null;
    const step = Math.min(left?.step ?? Number.POSITIVE_INFINITY, right?.step ?? Number.POSITIVE_INFINITY);
    first ??= {
      step,
      a: left?.step === step ? left.value : null,
      b: right?.step === step ? right.value : null,
    };
    break;
  }
  return first && { ...first, largestRelative: largest };
}

function relativeDifference(a: number, b: number): number | null {
  if (!Number.isFinite(a) || !Number.isFinite(b)) return null;
  const scale = Math.max(Math.abs(a), Math.abs(b));
  return scale === 0 ? 0 : Math.abs(a - b) / scale;
}
