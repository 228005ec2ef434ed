import { expect } from './fixtures.ts';

/** A data set of two hundred rows that a line can part, and a model trained on it in a few seconds. */
export async function trainTinyModel(
  api: string,
  more: { register?: { model: string; aliases: string[] } } = {},
): Promise<{ runId: string; jobId: string }> {
  const rows = Array.from(
    { length: 200 },
    (_, index) => `${index % 20},${(index * 7) % 13},${(index % 20) + ((index * 7) % 13) > 15}`,
  );
  const upload = await post(`${api}/uploads?name=tiny.csv`, ['a,b,c', ...rows, ''].join('\n'));
  const imported = await post(`${api}/datasets/tiny/imports`, { uploadId: String(upload.id ?? upload.uploadId) });
  await expect
    .poll(async () => (await get(`${api}/jobs/${imported.jobId}`)).state, { timeout: 120_000 })
    .toBe('succeeded');
  const queued = await post(`${api}/jobs`, {
    kind: 'train',
    payload: {
      ...more,
      experiment: 'tiny',
      recipe: {
        dataset: { name: 'tiny' },
        holdout: 0.25,
        target: { column: 'c' },
        layers: [4],
        epochs: 3,
        batchSize: 16,
        logEveryBatches: 2,
        seed: 1,
        features: [
          { column: 'a', encoder: { kind: 'standardize' } },
          { column: 'b', encoder: { kind: 'standardize' } },
        ],
      },
    },
  });
  return { runId: String(queued.runId), jobId: String(queued.jobId) };
}

export async function post(url: string, body: unknown): Promise<Record<string, unknown>> {
  const raw = typeof body === 'string';
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': raw ? 'application/octet-stream' : 'application/json' },
    body: raw ? body : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return await answer.json();
}

export async function get(url: string): Promise<Record<string, unknown>> {
  return await (await fetch(url)).json();
}
