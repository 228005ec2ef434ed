// Places for the ticks of an axis from `from` to `to`, at most about `most` of them. Pure.

/** Multiples of 1, 2 or 5 times a power of ten. */
export function niceTicks(from: number, to: number, most: number): number[] {
  // Divided first: the distance between the ends of a float64 is beyond it.
  const rough = to / Math.max(1, most) - from / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(rough));
  if (!(rough > 0) || !(power > 0) || !Number.isFinite(power)) return [from, to];
  const times = [1, 2, 5, 10].find((each) => rough / power <= each * (1 + 1e-9)) ?? 10;
  return multiples(from, to, power * times);
}

function multiples(from: number, to: number, step: number): number[] {
  const [first, last] = [Math.ceil(from / step - 1e-9), Math.floor(to / step + 1e-9)];
  // Each from its number, so that 0.1 + 0.2 is 0.3.
  return Array.from({ length: Math.max(0, Math.min(100, last - first + 1)) }, (_, at) =>
    Number(((first + at) * step).toPrecision(12)),
  );
}

/** Powers of ten, every second or third one where there are many, with 2 and 5 times of them where there are few. */
export function logTicks(from: number, to: number, most: number): number[] {
  // Those between the ends: every second one from an end outside might be the only one left.
  const [first, last] = [Math.ceil(Math.log10(from) - 1e-9), Math.floor(Math.log10(to) + 1e-9)];
  const decades = last - first;
  if (Math.log10(to) - Math.log10(from) < 1.5) return niceTicks(from, to, most);
  const step = Math.max(1, Math.ceil((decades + 1) / Math.max(1, most)));
  const times = decades * 3 <= most ? [1, 2, 5] : [1];
  const ticks: number[] = [];
  for (let power = times.length > 1 ? first - 1 : first; power <= last; power += step) {
    for (const each of times) ticks.push(Number(`${each}e${power}`));
  }
  return ticks;
}

const [second, minute, hour, day] = [1_000, 60_000, 3_600_000, 86_400_000];
const spans = [
  ...[1, 5, 15, 30].map((count) => count * second),
  ...[1, 5, 15, 30].map((count) => count * minute),
  ...[1, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 7, 14, 30, 90, 365].map((count) => count * day),
];

/** Full seconds, minutes, hours or days (of UTC), of milliseconds since 1970. */
export function timeTicks(from: number, to: number, most: number): number[] {
  const rough = (to - from) / Math.max(1, most);
  const step = spans.find((span) => span >= rough);
  return step === undefined || rough < 1 ? niceTicks(from, to, most) : multiples(from, to, step);
}
