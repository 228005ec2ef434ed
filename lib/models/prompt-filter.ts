import { conjuncts, type Filter, type Term, without } from '../filter/tree.ts';
import { promptTag } from './promptness.ts';

/**
 * Whether a filter of the registry asks for prompts instead of models, and what else it asks. Models do not have the tag
 * that says so: what a filter says of the tag only chooses between the two, by the first mention, as MLflow has it.
 */
export function splitPrompts(filter: Filter): { prompts: boolean; filter: Filter } {
  const terms = conjuncts(filter).filter(({ field }) => field.entity === 'tag' && field.key === promptTag);
  return { prompts: asksForPrompts(terms[0]), filter: without(filter, terms) };
}

function asksForPrompts(term: Term | undefined): boolean {
  if (term?.test.kind !== 'text') return false;
  const { operator, value } = term.test;
  const word = value.toLowerCase();
  return (operator === '=' && word === 'true') || (operator === '!=' && word === 'false');
}
