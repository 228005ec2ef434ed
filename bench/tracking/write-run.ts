import { z } from 'zod';
import { type MlflowSession, mlflowPath } from './mlflow-session.ts';
import type { BenchRun } from './workload.ts';

const Created = z.object({ run: z.object({ info: z.object({ run_id: z.string() }) }) });

/** A whole run: created with the tags of a client, one batch of metrics, params and tags, finished. @returns its id */
export async function writeRun(session: MlflowSession, of: { experimentId: string; run: BenchRun }): Promise<string> {
  const { name, startTime, metrics, params, tags } = of.run;
  const pairs = Object.entries(tags).map(([key, value]) => ({ key, value }));
  const own = pairs.filter(({ key }) => key.startsWith('mlflow.'));
  const created = await session.send('POST', mlflowPath('runs/create'), {
    experiment_id: of.experimentId,
    run_name: name,
    user_id: tags['mlflow.user'],
    start_time: startTime,
    tags: own,
  });
  const runId = Created.parse(created).run.info.run_id;
  await session.send('POST', mlflowPath('runs/log-batch'), {
    run_id: runId,
    metrics: Object.entries(metrics).map(([key, value]) => ({ key, value, timestamp: startTime + 1_000, step: 0 })),
    params: Object.entries(params).map(([key, value]) => ({ key, value })),
    tags: pairs.filter((pair) => !own.includes(pair)),
  });
  await session.finishRun(runId, startTime + 30_000);
  return runId;
}
