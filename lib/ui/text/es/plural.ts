import { formatCount } from '../../format.ts';

const rules = new Intl.PluralRules('es');

/** `fila`, `filas` or, after whole millions, `de filas`: a form that Spanish has for them alone. */
export function pluralForm(count: number, one: string, other = `${one}s`): string {
  const form = rules.select(count);
  return form === 'one' ? one : form === 'many' ? `de ${other}` : other;
}

/** `1 fila`, `1284 filas`, `2.000.000 de filas`; pass the plural where it is not one + s. */
export function plural(count: number, one: string, other?: string): string {
  return `${formatCount(count)} ${pluralForm(count, one, other)}`;
}
