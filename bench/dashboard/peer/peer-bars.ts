import { type Bar, median } from '../../bar.ts';
import { kilobytes, megabytes, ms } from '../bar-of.ts';
import { comparedQuestions } from './compared-questions.ts';
import { drawnRuns, drawnSteps, tableRuns } from './compared-runs.ts';
import type { PagesFound } from './measure-pages.ts';

const count = (value: number) => value.toLocaleString('en');

/** What the visits of both sides found, side by side; there is no goal to meet. Pure. */
export function peerBars(theirs: PagesFound[], ours: PagesFound[]): Bar[] {
  const bar = (
    name: string,
    figure: (found: PagesFound) => number,
    say: (their: number, our: number) => string,
  ): Bar => {
    const [peer, own] = [theirs.map(figure), ours.map(figure)];
    return {
      name: `beside mlflow, ${name}`,
      goal: 'information',
      measured: say(median(peer), median(own)),
      detail: { ratio: median(peer) / median(own), ours: own, peer },
    };
  };
  const times = (written: (figure: number) => string) => (their: number, our: number) =>
    `${(their / our).toFixed(1)} times (${written(their)} -> ${written(our)})`;
  const counts = (their: number, our: number) => `${count(their)}, here ${count(our)}`;
  const answers = comparedQuestions.map(({ kind, asked }, at) => ({
    kind,
    bar: bar(`${kind} to new rows: ${asked}`, ({ table }) => table.answers[at]?.total ?? Number.NaN, times(ms)),
  }));
  const charts = `charts of ${drawnRuns.length} runs`;
  const points = count(drawnRuns.length * drawnSteps);
  return [
    bar(`runs page of ${count(tableRuns.length)} runs: first rows painted`, ({ table }) => table.firstRows, times(ms)),
    ...answers.filter(({ kind }) => kind !== 'clear').map((answer) => answer.bar),
    bar(`${charts}: first panel drawn`, (found) => found.charts.first, times(ms)),
    bar(`${charts}: all on screen drawn`, (found) => found.charts.all, times(ms)),
    bar('JavaScript of the runs page, as sent', ({ table }) => table.scripts, times(kilobytes)),
    bar('JavaScript of the charts, as sent', (found) => found.charts.scripts, times(kilobytes)),
    bar('heap of the runs page', ({ table }) => table.heap, times(megabytes)),
    bar('heap of the charts', (found) => found.charts.heap, times(megabytes)),
    bar(
      `runs of ${count(tableRuns.length)} that the table reaches without a click for more`,
      ({ table }) => table.runs,
      counts,
    ),
    bar('panels on screen', (found) => found.charts.onScreen, counts),
    bar(`points drawn of the ${points} of a panel`, (found) => found.charts.points, counts),
  ];
}
