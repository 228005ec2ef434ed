import { nativeValue } from '#lib/filter/write-native-term.ts';
import type { RunQuestion } from '../experiment/run-question.ts';

/** The runs of a question as one filter, for panels that read all of them: a name that was searched for becomes a term. */
export function filterOf({ filter, text, regex }: Pick<RunQuestion, 'filter' | 'text' | 'regex'>): string {
  if (regex) return `name =~ ${nativeValue(regex)}`;
  if (text) return `name contains ${nativeValue(text)}`;
  return filter ?? '';
}
