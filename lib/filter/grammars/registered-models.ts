import { type Grammar, listOperators, textOperators } from '../grammar.ts';

/** registered-models/search. */
export const registeredModelsGrammar: Grammar = {
  entities: {
    attribute: { prefixes: ['attribute'], operators: [] },
    tag: { prefixes: ['tag', 'tags'], operators: textOperators },
  },
  attributes: { name: { type: 'text', operators: [...textOperators, ...listOperators] } },
  orderable: {
    name: {},
    last_updated_timestamp: {},
    // Of old: the time of the last update.
    timestamp: { name: 'last_updated_timestamp' },
  },
  orderEntities: [],
};
