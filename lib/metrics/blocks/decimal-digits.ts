const mostDigits = 6;

/** How many digits after the point all values have; undefined when they are no short decimals. */
export function decimalDigits(values: Float64Array): number | undefined {
  let digits = 0;
  for (const value of values) {
    while (!isDecimal(value, 10 ** digits)) {
      digits += 1;
      if (digits > mostDigits) return undefined;
    }
  }
  // What 3 / 10 gives, 300 / 1000 need not give.
  const scale = 10 ** digits;
  return values.every((value) => isDecimal(value, scale)) ? digits : undefined;
}

function isDecimal(value: number, scale: number): boolean {
  const whole = Math.round(value * scale);
  return whole / scale === value && Number.isSafeInteger(whole) && !Object.is(value, -0);
}
