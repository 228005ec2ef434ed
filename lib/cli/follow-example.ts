import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { JobDetail } from '../queue/schema.ts';
import { ReproductionAnswer, verdictWords } from '../reproduce/schema.ts';
import { RunAnswer } from '../runs/schema.ts';

interface FollowInput {
  /** Address of the platform, without a slash at the end. */
  baseUrl: string;
  token: string | undefined;
  /** The answer of POST /example. */
  started: unknown;
  signal: AbortSignal;
  log: { say: (level: 'info' | 'warn' | 'error', message: string) => void };
}

const Started = z.object({ jobId: z.string(), runId: z.string() });
const Reproductions = z.object({ items: z.array(ReproductionAnswer) });

const pollMs = 1_000;
const progressEveryMs = 5_000;

/** Shows the example's progress line by line, then what came out, with links. */
export async function followExample({ baseUrl, token, started, signal, log }: FollowInput): Promise<void> {
  const { jobId, runId } = Started.parse(started);
  const project = `${baseUrl}/p/default`;

  async function read<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>> {
    const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
    const answer = await fetch(`${project}/api/v1${path}`, { headers, signal });
    if (!answer.ok) throw new Error(`GET ${path} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
    return schema.parse(await answer.json());
  }

  async function currentStep(): Promise<JobDetail | undefined> {
    const { tags } = await read(`/runs/${runId}`, RunAnswer);
    const ids = Object.entries(tags)
      .filter(([key]) => key.startsWith('step.'))
      .map(([, id]) => id);
    const jobs = await Promise.all(ids.map((id) => read(`/jobs/${id}`, JobDetail)));
    return jobs.find((job) => job.state === 'running' || job.state === 'queued');
  }

  const start = performance.now();
  let title: string | undefined;
  let toldAt = 0;
  for (;;) {
    const job = await read(`/jobs/${jobId}`, JobDetail);
    const { message, done, total } = job.progress;
    if (message !== undefined && message !== title) {
      title = message;
      toldAt = performance.now();
      log.say('info', `example ${Math.min((done ?? 0) + 1, total ?? 1)}/${total}  ${message}`);
    }
    if (job.state === 'failed' || job.state === 'canceled') {
      throw new Error(`${job.error?.message ?? `the job was ${job.state}`} ${project}/jobs/${jobId}`);
    }
    if (job.state === 'succeeded') break;
    if (performance.now() - toldAt > progressEveryMs) {
      toldAt = performance.now();
      const step = await currentStep();
      if (step) log.say('info', `        ${inWords(step)}`);
    }
    await delay(pollMs, undefined, { signal });
  }

  const { tags } = await read(`/runs/${runId}`, RunAnswer);
  const runOf = async (step: string) => (await read(`/jobs/${tags[`step.${step}`]}`, JobDetail)).runId;
  const [trained, evaluated, june, all] = await Promise.all(
    ['train', 'evaluate', 'predict.june', 'predict.all'].map(runOf),
  );
  const auc = (await read(`/runs/${trained}`, RunAnswer)).metrics['eval/auc']?.last;
  const verdictOf = async (run: string | undefined) => {
    const verdict = (await read(`/runs/${run}/reproductions`, Reproductions)).items[0]?.verdict;
    return verdict ? verdictWords[verdict] : 'not settled';
  };
  const lines = [
    `The example took ${((performance.now() - start) / 1000).toFixed(0)} s. What came out:`,
    `  trained       AUC on May ${typeof auc === 'number' ? auc.toFixed(4) : auc}, reproduced: ${await verdictOf(trained)}`,
    `                ${project}/runs/${trained}`,
    `  evaluated     ${project}/runs/${evaluated}`,
    `  June          reproduced: ${await verdictOf(june)}`,
    `                ${project}/runs/${june}`,
    `  all flights   ${project}/runs/${all}`,
    `  lineage       ${project}/lineage?node=run:${trained}`,
  ];
  for (const line of lines) log.say('info', line);
}

function inWords(job: JobDetail): string {
  const { done, total, unit, message } = job.progress;
  const share =
    done !== undefined && total
      ? `${Math.round((100 * done) / total)} % of ${total.toLocaleString('en')} ${unit ?? ''}`
      : '';
  return [job.kind, job.state, message, share].filter(Boolean).join(' · ');
}
