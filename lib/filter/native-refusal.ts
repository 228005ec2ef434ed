import { FilterError } from './filter-error.ts';
import { type FaultValues, type NativeFault, nativeFaults } from './native-faults.ts';

/**
 * The refusal of a filter of the dashboard: the English sentence, and the code and values that pages say it by.
 * @param at where it is, when the values do not say so
 */
export function refusal<F extends NativeFault>(
  fault: F,
  values: FaultValues<F>,
  { at, path }: { at?: number; path?: string } = {},
): FilterError {
  const said: { column?: number } & Record<string, string | number> = { ...values };
  const column = at ?? said.column ?? 1;
  // The compiler does not follow a code to its own values.
  const message = (nativeFaults[fault] as (values: object) => string)(values);
  return new FilterError(message, column, path, { code: `filter.${fault}`, values: { column, ...said } });
}
