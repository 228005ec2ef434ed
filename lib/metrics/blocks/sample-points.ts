import { comparePoints, copyPoint, newPoints, type PointColumns } from './points.ts';
import { sortPoints } from './sort-points.ts';

/**
 * Picks at most `most` of `count` sorted points, as MLflow does: they are cut into so many parts of equal length, each part
 * gives its first point, and the very last point takes the place of the last pick. Beyond MLflow, a part whose least or
 * greatest value stands out of what it and its neighbours would give, gives that point instead: no spike is lost.
 */
export async function samplePoints(
  series: AsyncIterable<PointColumns>,
  { count, most }: { count: number; most: number },
): Promise<PointColumns> {
  const size = Math.min(most, count);
  // For each part its first point, its least and its greatest value.
  const first = newPoints(size);
  const least = newPoints(size);
  const greatest = newPoints(size);
  const last = newPoints(1);
  let part = -1;
  let left = 0;
  for await (const points of series) {
    for (let index = 0; index < points.length; index += 1) {
      if (left === 0) {
        part += 1;
        left = Math.floor(count / size) + (part < count % size ? 1 : 0);
        for (const one of [first, least, greatest]) copyPoint(points, index, one, part);
      }
      left -= 1;
      const value = points.value[index] ?? 0;
      // Where the part began with NaN, the first number is both.
      if (value < (least.value[part] ?? 0) || Number.isNaN(least.value[part])) copyPoint(points, index, least, part);
      if (value > (greatest.value[part] ?? 0) || Number.isNaN(greatest.value[part])) {
        copyPoint(points, index, greatest, part);
      }
    }
    if (points.length > 0) copyPoint(points, points.length - 1, last, 0);
  }
  const picked = newPoints(size);
  for (let index = 0; index < size; index += 1) copyPoint(first, index, picked, index);
  if (size === 0) return picked;
  copyPoint(last, 0, picked, size - 1);
  const parts = { first, least, greatest, last };
  const taken = new Uint8Array(size);
  const isFree = (place: number) => place > 0 && place < size - 1 && taken[place] === 0;
  const put = ({ points, index }: Spike, place: number | undefined) => {
    if (place === undefined) return;
    taken[place] = 1;
    copyPoint(points, index, picked, place);
  };
  // The ends are kept. The extremes of all are put wherever there is room; of the other spikes the highest first, a
  // second one of a part, and those of the ends, into a place beside.
  for (const extreme of extremesOf(parts)) {
    const near = Array.from({ length: size }, (_, place) => place).filter(isFree);
    put(extreme, near.sort((a, b) => Math.abs(a - extreme.index) - Math.abs(b - extreme.index))[0]);
  }
  const spikes = Array.from({ length: size }, (_, index) => standingOut(parts, index)).flat();
  for (const spike of spikes.sort((a, b) => b.height - a.height)) {
    const { index } = spike;
    if (!isPicked(picked, index, spike)) put(spike, [index, index + 1, index - 1].find(isFree));
  }
  return sortPoints(picked);
}

type Parts = Record<'first' | 'least' | 'greatest' | 'last', PointColumns>;

interface Spike {
  points: PointColumns;
  /** The part it lies in. */
  index: number;
  /** How far it stands out. */
  height: number;
}

/** The least and the greatest point of all, where they are no end. */
function extremesOf({ first, least, greatest, last }: Parts): Spike[] {
  const extreme = (points: PointColumns, sign: 1 | -1): Spike | undefined => {
    let found: Spike | undefined;
    for (let index = 0; index < points.length; index += 1) {
      const height = sign * (points.value[index] ?? Number.NaN);
      if (!Number.isNaN(height) && !(found && found.height >= height)) found = { points, index, height };
    }
    return found;
  };
  return [extreme(least, -1), extreme(greatest, 1)].filter(
    (one): one is Spike =>
      one !== undefined &&
      comparePoints(one.points, one.index, first, 0) !== 0 &&
      comparePoints(one.points, one.index, last, 0) !== 0,
  );
}

function isPicked(picked: PointColumns, index: number, spike: Spike): boolean {
  return [index - 1, index, index + 1].some(
    (place) => place >= 0 && place < picked.length && comparePoints(picked, place, spike.points, index) === 0,
  );
}

/** The least and the greatest point of a part, where they stand out of the firsts around it. */
function standingOut({ first, least, greatest, last }: Parts, index: number): Spike[] {
  const own = first.value[index] ?? Number.NaN;
  const around = [own, first.value[index - 1] ?? own, first.value[index + 1] ?? last.value[0] ?? own].filter(
    (value) => !Number.isNaN(value),
  );
  const spikes = [
    { points: greatest, index, height: (greatest.value[index] ?? 0) - Math.max(...around) },
    { points: least, index, height: Math.min(...around) - (least.value[index] ?? 0) },
  ];
  return spikes.filter(({ points, height }) => height > 0 && comparePoints(points, index, last, 0) !== 0);
}
