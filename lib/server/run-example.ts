import type { LogStream } from './log-stream.ts';

export interface RunExampleInput {
  /** Address of the platform, without a slash at the end. */
  baseUrl: string;
  token: string | undefined;
  signal: AbortSignal;
  log: LogStream;
}

/** What lib/cli/follow-example.ts exports: shows the progress of the started example, and what came out, with links. */
export type FollowExample = (input: RunExampleInput & { started: unknown }) => Promise<void>;

/** Starts the example of a fresh platform and follows it in the terminal; the platform keeps serving afterwards. */
export async function runExample({ baseUrl, token, signal, log }: RunExampleInput): Promise<void> {
  const headers: Record<string, string> = { 'content-type': 'application/json', origin: baseUrl };
  if (token) headers.authorization = `Bearer ${token}`;
  const answer = await fetch(`${baseUrl}/p/default/api/v1/example`, { method: 'POST', headers, body: '{}', signal });
  const body = await answer.text();
  if (!answer.ok) throw new Error(`The example could not be started: ${answer.status} ${body.slice(0, 500)}`);
  // Loaded only when asked for, and by file: the supervisor itself stays small.
  const file = new URL('../cli/follow-example.ts', import.meta.url).href;
  const { followExample } = (await import(file)) as { followExample: FollowExample };
  await followExample({ baseUrl, token, started: JSON.parse(body) as unknown, signal, log });
}
