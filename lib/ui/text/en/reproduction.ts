import { formatCount } from '../../format.ts';
import { plural } from '../plural.ts';

export const reproductionText = {
  title: 'Reproduction',
  never:
    'This run has not been repeated yet. Reproduce executes its recipe again in fresh processes and compares the outputs byte by byte.',
  notPossible: 'Only work the platform ran from a sealed recipe can be repeated.',
  reproduce: 'Reproduce',
  dialogTitle: 'Execute this recipe again',
  dialogLead:
    'Each execution is a run of its own: fresh process, same recipe, past every cache. Then inputs, environment, metrics and outputs are compared by digest.',
  executions: 'Executions',
  executionsHint: 'Between 1 and 5, one after the other.',
  start: 'Start',
  started: 'The reproduction has started',
  of: (done: number, total: number) => `${formatCount(done)} of ${plural(total, 'execution')}`,
  executionCount: (count: number) => plural(count, 'execution'),
  execution: (index: number) => `Execution ${formatCount(index)}`,
  running: 'Running',
  waiting: 'Waiting for the executions to end',
  categories: { inputs: 'inputs', environment: 'environment', metrics: 'metrics', outputs: 'outputs' },
  same: 'same',
  different: 'different',
  notCompared: 'not compared',
  pending: 'not there yet',
  verdict: {
    'bit-identical': 'Bit-identical',
    'same-metrics': 'Same metrics, different bytes',
    'within-tolerance': 'Within tolerance',
    different: 'Different',
    'not-comparable': 'Not comparable',
    failed: 'Failed',
  },
  words: {
    'bit-identical': (count: number) =>
      count === 1
        ? 'The same bytes came out again.'
        : `The same bytes came out ${formatCount(count)} times of ${formatCount(count)}.`,
    'same-metrics': 'Every metric is equal, but the bytes of an output are not.',
    'within-tolerance': 'The metrics differ by less than the tolerance.',
    different: 'Something else came out.',
    'not-comparable': 'The environment is not the one the run had, so equal outputs could not be expected.',
    failed: 'An execution did not end well, so nothing could be compared.',
  },
  firstDifference: 'First difference',
  original: 'original',
  again: 'again',
  all: 'All differences',
  earlier: (count: number) => `${plural(count, 'earlier reproduction')}`,
  isReproduction: 'This run was made to check another one.',
  originalRun: 'Original run',
};
