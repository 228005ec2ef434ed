import type { Logger } from 'pino';
import { type MlflowCode, MlflowError, mlflowErrorAnswer } from '../mlflow/error-code.ts';
import { jsonResponse } from './json-response.ts';
import { domainErrorOf } from './problem.ts';

/** Answers an error as MLflow's clients read it, and logs what the client is not told. */
export function mlflowErrorResponse(
  error: unknown,
  args: {
    requestId: string;
    log: Logger;
    /** The code for a CONFLICT of the verb. */
    conflict?: MlflowCode | undefined;
    headers?: Record<string, string>;
  },
): Response {
  const { status, body } = mlflowErrorAnswer(
    error instanceof MlflowError ? error : domainErrorOf(error),
    args.conflict,
  );
  if (status === 500) args.log.error({ error, requestId: args.requestId }, 'request failed');
  return jsonResponse(body, {
    status,
    headers: {
      'cache-control': 'no-store',
      ...(status === 401 ? { 'www-authenticate': 'Bearer realm="Traza"' } : {}),
      ...(status === 429 || status === 503 ? { 'retry-after': '2' } : {}),
      ...args.headers,
    },
  });
}
