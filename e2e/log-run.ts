interface LoggedRun {
  experimentId?: number;
  name: string;
  params?: Record<string, string>;
  tags?: Record<string, string>;
  /** Metric -> its values, at steps 0, 1, 2… */
  metrics?: Record<string, number[]>;
  files?: Record<string, string>;
  status?: 'finished' | 'failed';
  reason?: string;
}

async function send(method: string, url: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(url, {
    method,
    headers: { 'content-type': typeof body === 'string' ? 'application/octet-stream' : 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body ?? {}),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

function idOf(answer: unknown): string | number {
  if (typeof answer === 'object' && answer !== null && 'id' in answer) {
    if (typeof answer.id === 'string' || typeof answer.id === 'number') return answer.id;
  }
  throw new Error(`No id in ${JSON.stringify(answer)}`);
}

/** Makes an experiment through the API; its number. */
export async function makeExperiment(api: string, name: string, primaryMetric?: string): Promise<number> {
  return Number(
    idOf(
      await send('POST', `${api}/experiments`, {
        name,
        ...(primaryMetric ? { primaryMetric, metricDirection: 'max' } : {}),
      }),
    ),
  );
}

/** Adds points to a run, as a client does while it trains. */
export async function logPoints(api: string, runId: string, key: string, values: number[], from = 0): Promise<void> {
  await send('POST', `${api}/runs/${runId}/batch`, {
    metrics: values.map((value, index) => ({ key, value, step: from + index })),
  });
}

export async function logParams(api: string, runId: string, params: Record<string, string>): Promise<void> {
  await send('POST', `${api}/runs/${runId}/batch`, { params });
}

export async function setTag(api: string, runId: string, key: string, value: string): Promise<void> {
  await send('PUT', `${api}/runs/${runId}/tags/${encodeURIComponent(key)}`, { value });
}

/** Logs a whole run as a client would; its id. It keeps running unless a status is given. */
export async function logRun(api: string, run: LoggedRun): Promise<string> {
  const { experimentId, name, params = {}, tags = {}, metrics = {}, files = {}, status, reason } = run;
  const runId = String(
    idOf(
      await send('POST', `${api}/runs`, {
        name,
        params,
        tags,
        ...(experimentId === undefined ? {} : { experimentId }),
      }),
    ),
  );
  for (const [key, values] of Object.entries(metrics)) await logPoints(api, runId, key, values);
  for (const [path, content] of Object.entries(files))
    await send('PUT', `${api}/runs/${runId}/artifacts/${path}`, content);
  if (status) await send('POST', `${api}/runs/${runId}/finish`, { status, ...(reason ? { reason } : {}) });
  return runId;
}

/** Tells of data that runs read, as MLflow's client does. @param at the address of the project */
export async function logDataset(
  at: string,
  runIds: string[],
  {
    role,
    ...dataset
  }: { name: string; digest: string; role: string; source: string; schema?: string; profile?: string },
): Promise<void> {
  const tags = [{ key: 'mlflow.data.context', value: role }];
  for (const run_id of runIds) {
    const datasets = [{ tags, dataset: { source_type: 'http', ...dataset } }];
    await send('POST', `${at}/api/2.0/mlflow/runs/log-inputs`, { run_id, datasets });
  }
}
