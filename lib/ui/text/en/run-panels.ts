import { formatCount } from '../../format.ts';
import { plural } from '../plural.ts';

export const runPanelsText = {
  failed: 'The runs of this panel could not be read',
  nothingToDraw:
    'These runs have neither params that differ nor metrics. Choose what to draw in the settings of the panel.',
  nothingDrawn: 'No run has all that this panel draws.',
  run: 'Run',
  drawn: (drawn: number, all: number) => `${formatCount(drawn)} of ${plural(all, 'run')}`,
  notDrawn: (count: number) => `${formatCount(count)} without a value that can be drawn`,
  limited: (count: number) => `the newest ${formatCount(count)}; there are more`,
  axis: { x: 'Horizontal', y: 'Vertical' },
  scaleOf: { x: 'Horizontal scale', y: 'Vertical scale' },
  better: { x: 'Better horizontally', y: 'Better vertically' },
  scale: { auto: 'By the values', linear: 'Linear', log: 'Logarithmic' },
  goal: { auto: 'As usual', min: 'Low end', max: 'High end' },
  byItself: 'Chosen by itself',
  color: 'Colour',
  ownColors: "The runs' own",
  size: 'Size',
  oneSize: 'All the same',
  shownOnly: 'Only the runs that are shown in the charts',
  scatter: {
    title: 'Scatter plot',
    lead: 'One param or metric against another, with colour and size.',
    against: (y: string, x: string) => `${y} against ${x}`,
    line: 'Line of least squares',
    lineTells: (r2: string) => `line: R² ${r2}`,
    front: 'Pareto front',
    onFront: (count: number) => `${plural(count, 'run')} on the front`,
  },
};
