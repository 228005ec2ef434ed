import { isLike } from './like.ts';
import type { Test } from './tree.ts';

/** A test of a text, in JavaScript: for closed sets of words, and to check the SQL against. Pure. */
export function testText(text: string, test: Test): boolean {
  if (test.kind === 'present') return true;
  if (test.kind === 'texts') return test.values.includes(text) === (test.operator === 'IN');
  if (test.kind !== 'text') return false;
  switch (test.operator) {
    case '=':
      return text === test.value;
    case '!=':
      return text !== test.value;
    case 'LIKE':
      return isLike(text, test.value);
    case 'ILIKE':
      return isLike(text, test.value, { ignoreCase: true });
    case 'CONTAINS':
      return text.toLowerCase().includes(test.value.toLowerCase());
    case 'MATCHES':
      return new RegExp(test.value, 'su').test(text);
  }
}
