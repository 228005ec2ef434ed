import { type Grammar, nullOperators, numberOperators, textOperators } from '../grammar.ts';

/** experiments/search. */
export const experimentsGrammar: Grammar = {
  entities: {
    attribute: { prefixes: ['attribute'], operators: [] },
    tag: { prefixes: ['tag', 'tags'], operators: [...textOperators, ...nullOperators] },
  },
  attributes: {
    name: { type: 'text', operators: textOperators },
    experiment_id: { type: 'text', operators: ['=', '!=', 'IN', 'NOT IN'] },
    creation_time: { type: 'integer', operators: numberOperators },
    last_update_time: { type: 'integer', operators: numberOperators },
  },
  orderable: { name: {}, experiment_id: {}, creation_time: {}, last_update_time: {} },
  orderEntities: [],
};
