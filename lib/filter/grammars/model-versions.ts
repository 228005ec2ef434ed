import { type Grammar, listOperators, numberOperators, textOperators } from '../grammar.ts';

/** model-versions/search. */
export const modelVersionsGrammar: Grammar = {
  entities: {
    attribute: { prefixes: ['attribute'], operators: [] },
    tag: { prefixes: ['tag', 'tags'], operators: textOperators },
  },
  attributes: {
    name: { type: 'text', operators: [...textOperators, ...listOperators] },
    version_number: { type: 'integer', operators: numberOperators, quotable: true },
    run_id: { type: 'text', operators: [...textOperators, ...listOperators] },
    source_path: { type: 'text', operators: textOperators },
  },
  orderable: { name: {}, version_number: {}, creation_timestamp: {}, last_updated_timestamp: {} },
  orderEntities: [],
};
