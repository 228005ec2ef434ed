import { text } from '#lib/ui/text/en.ts';
import type { ReproductionView, Verdict } from './reproduction-view.ts';

/** The sentence after the verdict. */
export function verdictWords(reproduction: ReproductionView): string {
  const { verdict } = reproduction;
  if (verdict === null) return text.reproduction.waiting;
  if (verdict === 'bit-identical') return text.reproduction.words['bit-identical'](reproduction.planned);
  if (verdict === 'failed' && reproduction.reason) return reproduction.reason;
  return text.reproduction.words[verdict];
}

export function verdictTone(verdict: Verdict): 'ok' | 'warn' | 'bad' {
  if (verdict === 'bit-identical') return 'ok';
  return verdict === 'different' || verdict === 'failed' ? 'bad' : 'warn';
}
