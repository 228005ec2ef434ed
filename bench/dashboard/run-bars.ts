import { type Bar, median } from '../bar.ts';
import { below, kilobytes, megabytes, ms } from './bar-of.ts';
import type { FirstRows } from './measure-first-rows.ts';
import type { Answered } from './measure-questions.ts';
import type { Scrolled } from './measure-scroll.ts';

interface RunsFound {
  runs: number;
  /** Of each visit, among all runs and among half of them. */
  first: { half: FirstRows[]; all: FirstRows[] };
  answered: { half: Answered[]; all: Answered[] };
  scrolled: Scrolled;
}

/** Pure. */
export function runBars({ runs, first, answered, scrolled }: RunsFound): Bar[] {
  const cold = first.all.map((visit) => visit.cold);
  const again = median(first.all.map((visit) => visit.again));
  const sent = Math.max(...first.all.map((visit) => visit.scripts.sent));
  const unpacked = Math.max(...first.all.map((visit) => visit.scripts.unpacked));
  const { frames, idle, heap } = scrolled;
  const heaps = [heap.first, heap.scrolled];
  return [
    below({
      name: `runs page of ${runs} runs: first rows painted`,
      goal: 500,
      figure: median(cold),
      written: ms,
      more: `worst ${ms(Math.max(...cold))}, with files cached ${ms(again)}`,
      detail: { cold, again: first.all.map((visit) => visit.again) },
    }),
    answerBar('filter', answered.all),
    answerBar('sort', answered.all),
    {
      name: `scrolling all ${runs} rows: frames over 50 ms`,
      goal: '0',
      measured: `${frames.slow} of ${frames.frames} (worst ${ms(frames.worst)}; last row after ${ms(scrolled.lastRow)})`,
      met: frames.slow === 0,
      detail: {
        worst: frames.worst,
        median: frames.median,
        slow: frames.slow,
        frames: frames.frames,
        idleWorst: idle.worst,
        seconds: scrolled.seconds,
        lastRow: scrolled.lastRow,
      },
    },
    below({
      name: 'heap of the runs page, first and scrolled through',
      goal: 150 * 2 ** 20,
      figure: Math.max(...heaps),
      written: megabytes,
      more: heaps.map(megabytes).join(', '),
      detail: { heaps },
    }),
    below({
      name: 'JavaScript sent for the runs page',
      goal: 300_000,
      figure: sent,
      written: kilobytes,
      more: `${kilobytes(unpacked)} unpacked`,
      detail: { sent, unpacked },
    }),
    twiceBar({ runs, first, answered }),
  ];
}

/** Medians of each question, in the order in which they are asked. */
function medians(answered: readonly Answered[], kind: 'filter' | 'sort') {
  const names = [...new Set(answered.filter((one) => one.question.kind === kind).map((one) => one.question.name))];
  return names.map((name) => {
    const found = answered.filter((one) => one.question.name === name);
    return { name, total: median(found.map((one) => one.total)), asked: median(found.map((one) => one.asked)) };
  });
}

/** From the key or the click: what a field waits for more keys is in it, and told apart. */
function answerBar(kind: 'filter' | 'sort', answered: readonly Answered[]): Bar {
  const found = medians(answered, kind);
  const worst = found.toSorted((a, b) => b.total - a.total)[0] ?? { name: '', total: Number.NaN, asked: Number.NaN };
  return below({
    name: `${kind} to new rows, worst median of ${found.length}: ${worst.name}`,
    goal: 200,
    figure: worst.total,
    written: ms,
    more: `${ms(worst.asked)} after the page asked`,
    detail: Object.fromEntries(found.map((one) => [one.name, [one.total, one.asked]])),
  });
}

function twiceBar({ runs, first, answered }: Pick<RunsFound, 'runs' | 'first' | 'answered'>): Bar {
  const times = (among: 'half' | 'all') => [
    { name: 'first rows', total: median(first[among].map((visit) => visit.cold)) },
    ...medians(answered[among], 'filter'),
    ...medians(answered[among], 'sort'),
  ];
  const half = times('half');
  const found = times('all').map(({ name, total }, index) => {
    const before = half[index]?.total ?? Number.NaN;
    return { name, before, total, ratio: total / before };
  });
  const worst = found.toSorted((a, b) => b.ratio - a.ratio)[0] ?? { name: '', before: 0, total: 0, ratio: Number.NaN };
  return below({
    name: `${runs} runs against ${runs / 2}, worst of first rows, filters and sorts: ${worst.name}`,
    goal: 2,
    figure: worst.ratio,
    written: (ratio) => `${ratio.toFixed(2)} times`,
    more: `${ms(worst.before)} to ${ms(worst.total)}`,
    detail: Object.fromEntries(found.map((one) => [one.name, [one.before, one.total]])),
  });
}
