/** The widest step that uPlot knows is 5e31: an axis that needs wider ones would have no ticks at all. */
const widestSpan = 1e31;
const digits = [1, 2, 2.5, 5];
const mostTicks = 8;

/** Steps for an axis over so wide a stretch that the usual ones are too narrow; undefined for any other. */
export function wideSteps(min: number, max: number): number[] | undefined {
  const span = max - min;
  if (!(span > widestSpan) || !Number.isFinite(span)) return undefined;
  const top = Math.floor(Math.log10(span));
  return [top - 3, top - 2, top - 1, top].flatMap((power) => digits.map((digit) => Number(`${digit}e${power}`)));
}

/** Powers of ten between two values, as many as an axis has room for. */
export function powersWithin(min: number, max: number): number[] {
  const [first, last] = [Math.ceil(Math.log10(min)), Math.floor(Math.log10(max))];
  const stride = Math.max(1, Math.ceil((last - first) / mostTicks));
  return Array.from({ length: Math.max(0, Math.floor((last - first) / stride) + 1) }, (_, at) =>
    Number(`1e${first + at * stride}`),
  );
}
