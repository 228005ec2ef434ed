import { type Bar, median } from '../bar.ts';
import { below, megabytes, ms } from './bar-of.ts';
import type { Hovered, Panels } from './measure-panels.ts';

/** @param found panels of a usual screen, and of one that shows all of them at once. Pure. */
export function chartBars({ screen, wall, hovered }: { screen: Panels[]; wall: Panels[]; hovered: Hovered }): Bar[] {
  const of = (panels: Panels[], name: 'first' | 'all') => panels.map((visit) => visit[name]);
  const onScreen = (panels: Panels[]) => panels[0]?.onScreen ?? 0;
  const { hover, idle, heap } = hovered;
  return [
    below({
      name: '30 panels x 50 runs: first panel drawn',
      goal: 700,
      figure: median(of(screen, 'first')),
      written: ms,
      more: `${onScreen(wall)} panels on one screen: ${ms(median(of(wall, 'first')))}`,
      detail: { screen: of(screen, 'first'), wall: of(wall, 'first') },
    }),
    below({
      name: `30 panels x 50 runs: all ${onScreen(screen)} on screen drawn`,
      goal: 1_500,
      figure: median(of(screen, 'all')),
      written: ms,
      more: `${onScreen(wall)} panels on one screen: ${ms(median(of(wall, 'all')))}`,
      detail: { screen: of(screen, 'all'), wall: of(wall, 'all') },
    }),
    {
      name: 'hover over a panel of 50 runs',
      goal: '>= 60 frames a second',
      measured: `${hover.perSecond.toFixed(1)} (worst frame ${ms(hover.worst)}, ${hover.slow} over 50 ms)`,
      // A frame that is lost at an end of the measure is none of the page's.
      met: Math.round(hover.perSecond) >= 60,
      detail: {
        perSecond: hover.perSecond,
        worst: hover.worst,
        median: hover.median,
        slow: hover.slow,
        idlePerSecond: idle.perSecond,
      },
    },
    below({
      name: 'heap of the page with these panels',
      goal: 150 * 2 ** 20,
      figure: heap,
      written: megabytes,
      detail: { heap },
    }),
  ];
}
