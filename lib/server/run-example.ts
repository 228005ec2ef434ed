import type { LogStream } from './log-stream.ts';

export interface RunExampleInput {
  /** Address of the platform, without a slash at the end. */
  baseUrl: string;
  token: string | undefined;
  signal: AbortSignal;
  log: LogStream;
}

/** Starts the example of a fresh platform and follows it in the terminal; the platform keeps serving afterwards. */
export async function runExample({ baseUrl, token, signal, log }: RunExampleInput): Promise<void> {
  const headers: Record<string, string> = { 'content-type': 'application/json', origin: baseUrl };
  if (token) headers.authorization = `Bearer ${token}`;
  const answer = await fetch(`${baseUrl}/p/default/api/v1/example`, { method: 'POST', headers, body: '{}', signal });
  const body = await answer.text();
  if (!answer.ok) throw new Error(`The example could not be started: ${answer.status} ${body.slice(0, 500)}`);
  const { followExample } = await import('#lib/cli/follow-example.ts');
  await followExample({ baseUrl, token, started: JSON.parse(body) as unknown, signal, log });
}
