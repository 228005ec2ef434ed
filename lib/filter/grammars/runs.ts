import { type Grammar, listOperators, nullOperators, numberOperators, textOperators } from '../grammar.ts';

const text = { type: 'text', operators: textOperators } as const;
const time = { type: 'number', operators: numberOperators } as const;
const name = { ...text, name: 'run_name' } as const;
const start = { ...time, name: 'start_time' } as const;

/** runs/search. */
export const runsGrammar: Grammar = {
  entities: {
    attribute: { prefixes: ['attribute', 'attributes', 'attr', 'run'], operators: [] },
    metric: { prefixes: ['metric', 'metrics'], operators: numberOperators },
    param: {
      prefixes: ['parameter', 'parameters', 'param', 'params'],
      operators: [...textOperators, ...nullOperators],
    },
    tag: { prefixes: ['tag', 'tags'], operators: [...textOperators, ...nullOperators] },
    dataset: { prefixes: ['dataset', 'datasets'], operators: [...textOperators, ...listOperators] },
  },
  attributes: {
    run_id: { type: 'text', operators: [...textOperators, ...listOperators] },
    run_name: text,
    'run name': name,
    'Run name': name,
    'Run Name': name,
    status: text,
    user_id: text,
    artifact_uri: text,
    start_time: time,
    created: start,
    Created: start,
    end_time: time,
  },
  orderable: {
    run_id: {},
    run_name: {},
    status: {},
    user_id: {},
    artifact_uri: {},
    start_time: {},
    created: { name: 'start_time' },
    Created: { name: 'start_time' },
    end_time: {},
  },
  datasetKeys: ['name', 'digest', 'context'],
  orderEntities: ['metric', 'param', 'tag'],
};
