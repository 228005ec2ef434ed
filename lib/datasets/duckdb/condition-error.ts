import { DomainError } from '../../errors.ts';

/**
 * A condition that DuckDB accepted and that fails on a row's value (a text cast to a number), as an error of the field
 * it came from. Errors that name one of the files are the files' own, and pass through.
 */
export function conditionError(error: unknown, field: string, paths: string[]): unknown {
  if (error instanceof DomainError || !(error instanceof Error)) return error;
  if (!/^(Conversion|Out of Range|Invalid Input) Error/.test(error.message)) return error;
  if (/CSV Error|JSON|Parquet/i.test(error.message) || paths.some((path) => error.message.includes(path))) return error;
  const [what = ''] = error.message.replace(/^[A-Za-z ]+ Error: /, '').split('\n');
  return new DomainError('INVALID_INPUT', `The expression in "${field}" fails on a row: ${what.slice(0, 300)}`, {
    fields: [{ path: field, message: what.slice(0, 300) }],
    hint: 'TRY_CAST(column AS type) gives null where a value does not fit.',
    cause: error,
  });
}
