import { MlflowError } from './error-code.ts';

const mostShown = 200;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > mostShown ? `${text.slice(0, mostShown)}…` : text;
}

/** A field that is there and cannot be taken. @param name as the client wrote it: metrics[3].timestamp */
export function badParameter(name: string, value: unknown, reason: string): MlflowError {
  return new MlflowError(
    'INVALID_PARAMETER_VALUE',
    `Invalid value ${shown(value)} for parameter '${name}' supplied: ${reason}`,
  );
}

/** A field that must be there and is not. */
export function missingParameter(name: string): MlflowError {
  return new MlflowError(
    'INVALID_PARAMETER_VALUE',
    `Missing value for required parameter '${name}'. See the API docs for more information about request parameters.`,
  );
}
