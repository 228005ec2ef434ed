import { type Grammar, listOperators, numberOperators, textOperators } from '../grammar.ts';

const textAndList = [...textOperators, ...listOperators];
const text = { type: 'text', operators: textAndList } as const;
const time = { type: 'number', operators: numberOperators } as const;
const created = { ...time, name: 'creation_timestamp' } as const;
const updated = { ...time, name: 'last_updated_timestamp' } as const;

const orderable = {
  name: {},
  model_id: {},
  model_type: {},
  status: {},
  source_run_id: {},
  creation_timestamp: {},
  creation_time: { name: 'creation_timestamp' },
  creation_timestamp_ms: { name: 'creation_timestamp' },
  last_updated_timestamp: {},
  last_updated_time: { name: 'last_updated_timestamp' },
  last_updated_timestamp_ms: { name: 'last_updated_timestamp' },
};

/** logged-models/search. */
export const loggedModelsGrammar: Grammar = {
  entities: {
    attribute: { prefixes: ['attributes'], operators: [] },
    metric: { prefixes: ['metrics'], operators: numberOperators },
    param: { prefixes: ['params'], operators: textAndList },
    tag: { prefixes: ['tags'], operators: textAndList },
  },
  attributes: {
    name: text,
    model_id: text,
    model_type: text,
    status: text,
    source_run_id: text,
    creation_timestamp: time,
    creation_time: created,
    creation_timestamp_ms: created,
    last_updated_timestamp: time,
    last_updated_time: updated,
    last_updated_timestamp_ms: updated,
  },
  orderable,
  phrases: { syntax: 'Invalid filter string', operator: 'Invalid comparison operator' },
  orderEntities: ['metric'],
};
