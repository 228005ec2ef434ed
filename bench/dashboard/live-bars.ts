import type { Bar } from '../bar.ts';
import { below, percent } from './bar-of.ts';
import type { Live } from './measure-live.ts';

/** Pure. */
export function liveBars(live: Live): Bar[] {
  const { closed, open } = live;
  const detail = {
    batches: live.batches,
    page: [open.quiet.page, open.writes.page],
    web: [closed.quiet.web, closed.writes.web, open.quiet.web, open.writes.web],
    database: [closed.quiet.database, closed.writes.database, open.quiet.database, open.writes.database],
  };
  return [
    below({
      name: `${live.runs} running runs, a point of each metric a second: share of a core in the page`,
      goal: 0.1,
      figure: live.page,
      written: percent,
      more: `quiet ${percent(open.quiet.page)}, live ${percent(open.writes.page)}`,
      detail,
    }),
    below({
      name: 'the same in the web process, without the writing itself',
      goal: 0.05,
      figure: live.web,
      written: percent,
      more: `the writing ${percent(closed.writes.web - closed.quiet.web)}`,
      detail,
    }),
  ];
}
