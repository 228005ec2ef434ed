import { describe, expect, test } from 'vitest';
import type { BlockHead } from './block-row.ts';
import { type BucketColumns, bucketColumns, joinBuckets } from './buckets.ts';
import { decodeBuckets } from './decode-buckets.ts';
import { decodePoints } from './decode-points.ts';
import { planSeal } from './plan-seal.ts';
import { comparePoints, newPoints, type PointColumns, slicePoints } from './points.ts';
import { sortPoints } from './sort-points.ts';
import { bucketsOfBuckets, bucketsOfPoints } from './summarize.ts';
import { seeded } from './testing/random.ts';

/** The blocks of one series in memory, changed as the database would be. */
class Store {
  levels: (BlockHead & { body: Uint8Array })[][] = [];

  async seal(points: PointColumns): Promise<{ repeats: number; written: number }> {
    let left = points;
    let repeats = 0;
    let written = 0;
    while (left.length > 0) {
      const firstStep = left.step[0] ?? 0;
      const level0 = this.levels[0] ?? [];
      const from = level0.findIndex((head) => head.lastStep >= firstStep);
      const heads = from < 0 ? level0.slice(-1) : level0.slice(from);
      const plan = await planSeal({ heads, points: left, open: async (level, index) => this.body(level, index) });
      expect(plan.taken).toBeGreaterThan(0);
      for (const level of [0, 1]) {
        const moving = plan.moves.map(({ from: index, to }) => ({ to, row: this.levels[level]?.[index] }));
        for (const { to, row } of moving) if (row) this.put(level, to, { ...row, index: to });
      }
      for (const { level, ...row } of plan.rows) this.put(level, row.index, row);
      repeats += plan.repeats.length;
      written += plan.rows.length;
      left = slicePoints(left, plan.taken);
    }
    return { repeats, written };
  }

  put(level: number, index: number, row: BlockHead & { body: Uint8Array }): void {
    this.levels[level] ??= [];
    this.levels[level][index] = row;
  }

  body(level: number, index: number): Uint8Array {
    const row = this.levels[level]?.[index];
    if (!row) throw new Error(`There is no block ${index} of level ${level}.`);
    return row.body;
  }

  points(): PointColumns[] {
    return (this.levels[0] ?? []).map((row) => decodePoints(row.body));
  }
}

function pointsOf(rows: [step: number, at: number, value: number][]): PointColumns {
  const points = newPoints(rows.length);
  for (const [index, [step, at, value]] of rows.entries()) {
    points.step[index] = step;
    points.at[index] = at;
    points.value[index] = value;
  }
  return sortPoints(points);
}

function expectHead(head: BlockHead, count: number, all: { first: number; last: number; ats: number[] }): void {
  expect({ ...head, body: undefined }).toMatchObject({
    count,
    firstStep: all.first,
    lastStep: all.last,
    minAt: all.ats.reduce((least, at) => Math.min(least, at)),
    maxAt: all.ats.reduce((greatest, at) => Math.max(greatest, at)),
  });
}

function expectSameBuckets(got: BucketColumns, wanted: BucketColumns): void {
  for (const name of bucketColumns) {
    if (name === 'sum') continue;
    expect(got[name], name).toEqual(wanted[name]);
  }
  for (const [index, sum] of wanted.sum.entries()) {
    expect(Math.abs((got.sum[index] ?? 0) - sum)).toBeLessThanOrEqual(1e-6 * (1 + Math.abs(sum)));
  }
}

/** The stored blocks hold exactly `wanted`, in order; each level sums up the one below; heads tell the truth. */
function expectWhole(store: Store, wanted: PointColumns): void {
  const blocks = store.points();
  let place = 0;
  for (const [index, block] of blocks.entries()) {
    expect(store.levels[0]?.[index]?.index).toBe(index);
    expect(block.length).toBeLessThanOrEqual(32_768);
    for (const name of ['step', 'at', 'value'] as const) {
      expect(block[name]).toEqual(Float64Array.from(wanted[name].subarray(place, place + block.length)));
    }
    place += block.length;
    const head = store.levels[0]?.[index];
    if (head) {
      const [first = 0, last = 0] = [block.step[0], block.step.at(-1)];
      expectHead(head, block.length, { first, last, ats: [...block.at] });
    }
  }
  expect(place).toBe(wanted.length);
  if (blocks.length === 1 && wanted.length <= 4_096) {
    expect(store.levels).toHaveLength(1);
    return;
  }
  let below = blocks.map(bucketsOfPoints);
  let levels = 1;
  for (let level = 1; ; level += 1) {
    const rows = store.levels[level] ?? [];
    levels += 1;
    expect(rows.map((row) => row.index)).toEqual(below.map((_, index) => index));
    for (const [index, expected] of below.entries()) {
      const row = rows[index];
      if (!row) continue;
      const { buckets } = decodeBuckets(row.body);
      expectSameBuckets(buckets, expected);
      expectHead(row, expected.length, {
        first: expected.firstStep[0] ?? 0,
        last: expected.lastStep.at(-1) ?? 0,
        ats: [...expected.minAt, ...expected.maxAt],
      });
    }
    if (below.length === 1) break;
    const parts = below.map(bucketsOfBuckets);
    below = Array.from({ length: Math.ceil(parts.length / 32) }, (_, index) =>
      joinBuckets(parts.slice(index * 32, index * 32 + 32)),
    );
    for (const [index] of below.entries()) {
      const row = store.levels[level + 1]?.[index];
      expect(row && decodeBuckets(row.body).children).toEqual(
        parts.slice(index * 32, index * 32 + 32).map((part) => part.length),
      );
    }
  }
  expect(store.levels).toHaveLength(levels);
}

function union(a: PointColumns, b: PointColumns): PointColumns {
  return pointsOf(
    [a, b].flatMap(({ step, at, value }) =>
      Array.from(step, (one, index): [number, number, number] => [one, at[index] ?? 0, value[index] ?? 0]),
    ),
  );
}

function line(count: number, stepOf: (index: number) => number, offset = 0): PointColumns {
  return pointsOf(
    Array.from({ length: count }, (_, index) => [stepOf(index), offset + index, Math.sin(index + offset)]),
  );
}

describe('planSeal', () => {
  test('fills the last block before it begins the next, and writes only what changes', async () => {
    const store = new Store();
    let all = newPoints(0);
    let step = 0;
    for (const count of [10, 4_086, 1, 12_287, 1, 16_383, 1, 40_000, 700]) {
      const from = step;
      const points = line(count, (index) => from + index, from);
      step += count;
      const { written } = await store.seal(points);
      all = union(all, points);
      expectWhole(store, all);
      if (count === 700) expect(written).toBe(3);
    }
    expect(store.levels[0]?.slice(0, -1).map((head) => head.count)).toEqual([16_384, 16_384, 16_384, 16_384]);
  });

  test('puts late points into the blocks that cover their steps, and drops those that were sealed', async () => {
    const store = new Store();
    const first = line(100_000, (index) => index * 10);
    await store.seal(first);
    const late = union(
      line(500, (index) => index * 1_777 + 3, 5),
      slicePoints(first, 40_000, 40_100),
    );
    const { repeats } = await store.seal(late);
    expect(repeats).toBe(100);
    expectWhole(store, union(first, late));
  });

  test('splits a block that grew too large, and moves the ones behind it', async () => {
    const store = new Store();
    const first = line(600_000, (index) => index * 100);
    await store.seal(first);
    expect(store.levels[0]).toHaveLength(37);
    const late = union(
      line(40_000, (index) => 1_700_000 + index, 9),
      line(30_000, (index) => 30_000_000 + index * 7, 9),
    );
    await store.seal(late);
    expect(store.levels[0]?.length).toBeGreaterThan(39);
    expectWhole(store, union(first, late));
    const more = line(200, (index) => index * 300_000 + 1, 3);
    await store.seal(more);
    expectWhole(store, union(union(first, late), more));
  });

  test('keeps the order where one step fills many blocks', async () => {
    const store = new Store();
    const first = pointsOf(
      Array.from({ length: 80_000 }, (_, index) => [
        index < 10_000 ? -5 : index < 70_000 ? 0 : 8,
        index >> 2,
        index % 4,
      ]),
    );
    await store.seal(first);
    const late = pointsOf(
      Array.from({ length: 4_000 }, (_, index) => [[-5, 0, 8][index % 3] ?? 0, index * 20, 4 + (index % 2) * 0.5]),
    );
    await store.seal(late);
    expectWhole(store, union(first, late));
    for (const [index, block] of store.points().entries()) {
      const before = store.points()[index - 1];
      if (before) expect(comparePoints(before, before.length - 1, block, 0)).toBeLessThan(0);
    }
  });

  test('gives the same series whatever the order in which its points come', async () => {
    for (let seed = 0; seed < 12; seed += 1) {
      const random = seeded(seed);
      const store = new Store();
      let all = newPoints(0);
      const spread = random.pick([3, 1_000, 1e6, 1e15]);
      for (let round = 0; round < 12; round += 1) {
        const count = 1 + random.below(random.pick([5, 1_500, 12_000]));
        const base = random.below(2) === 0 ? (all.step.at(-1) ?? 0) : -random.below(spread);
        const points = pointsOf(
          Array.from({ length: count }, () => [base + random.below(spread), random.below(1e6), random.below(3)]),
        );
        const before = all.length;
        all = union(all, points);
        const { repeats } = await store.seal(points);
        expect(repeats).toBe(before + points.length - all.length);
      }
      expectWhole(store, all);
    }
  });
});
