import { z } from 'zod';
import { HttpCaller, requestBytes, type Target } from './http-caller.ts';

const Run = z.object({
  info: z.object({ run_id: z.string(), run_name: z.string().optional() }),
  data: z
    .object({
      metrics: z.array(z.object({ key: z.string(), value: z.unknown(), step: z.number() })).default([]),
      params: z.array(z.object({ key: z.string(), value: z.string() })).default([]),
      tags: z.array(z.object({ key: z.string(), value: z.string() })).default([]),
    })
    .prefault({}),
});
export type WireRun = z.output<typeof Run>;

const History = z.object({
  metrics: z.array(z.object({ value: z.unknown(), step: z.number(), timestamp: z.number() })).default([]),
  next_page_token: z.string().optional(),
});

export const mlflowPath = (call: string) => `/api/2.0/mlflow/${call}`;

/** The calls that a measure needs around what it measures: making things before, and looking at them afterwards. */
export class MlflowSession {
  readonly target: Target;
  readonly #caller: HttpCaller;

  constructor(target: Target) {
    this.target = target;
    this.#caller = new HttpCaller(target);
  }

  close(): void {
    this.#caller.close();
  }

  /** @throws Error unless the answer is 200 */
  async send(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const answer = await this.#caller.call(requestBytes(this.target, { method, path, body: text }));
    if (answer.status !== 200) {
      throw new Error(`${method} ${path}: ${answer.status} ${answer.body.toString('utf8', 0, 1000)}`);
    }
    return answer.body.length === 0 ? {} : JSON.parse(answer.body.toString());
  }

  async createExperiment(name: string): Promise<string> {
    const answer = await this.send('POST', mlflowPath('experiments/create'), { name });
    return z.object({ experiment_id: z.string() }).parse(answer).experiment_id;
  }

  async createRun(experimentId: string, name: string): Promise<string> {
    const answer = await this.send('POST', mlflowPath('runs/create'), {
      experiment_id: experimentId,
      run_name: name,
      start_time: Date.now(),
    });
    return z.object({ run: Run }).parse(answer).run.info.run_id;
  }

  async finishRun(runId: string, endTime = Date.now()): Promise<void> {
    await this.send('POST', mlflowPath('runs/update'), { run_id: runId, status: 'FINISHED', end_time: endTime });
  }

  async getRun(runId: string): Promise<WireRun> {
    return z.object({ run: Run }).parse(await this.send('GET', mlflowPath(`runs/get?run_id=${runId}`))).run;
  }

  async search(body: object): Promise<{ runs: WireRun[]; next_page_token?: string | undefined }> {
    const answer = await this.send('POST', mlflowPath('runs/search'), body);
    return z.object({ runs: z.array(Run).default([]), next_page_token: z.string().optional() }).parse(answer);
  }

  /** A whole series, page by page, in the order that the server gives. */
  async history(runId: string, key: string): Promise<{ step: number[]; at: number[]; value: number[] }> {
    const series = { step: [] as number[], at: [] as number[], value: [] as number[] };
    for (let token = ''; ; ) {
      const page = History.parse(await this.send('GET', historyPath({ runId, key, token })));
      for (const point of page.metrics) {
        series.step.push(point.step);
        series.at.push(point.timestamp);
        series.value.push(Number(point.value));
      }
      if (!page.next_page_token) return series;
      token = page.next_page_token;
    }
  }
}

/** The pages that the real client asks for. */
export const historyPageSize = 25_000;

export function historyPath({ runId, key, token }: { runId: string; key: string; token?: string }): string {
  const query = new URLSearchParams({ run_id: runId, metric_key: key, max_results: String(historyPageSize) });
  if (token) query.set('page_token', token);
  return mlflowPath(`metrics/get-history?${query}`);
}
