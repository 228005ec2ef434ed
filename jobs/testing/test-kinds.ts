import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { assertFence, withTransaction } from '#lib/context.ts';
import { DomainError } from '#lib/errors.ts';
import { defineJobKind } from '#lib/queue/job-kind.ts';
import { jobKinds } from '#lib/queue/job-kinds.ts';
import type { JobArgs } from '../job-args.ts';
import { handlers } from '../registry.ts';

/** What a job of the kind `test` does, step after step. */
export const TestPayload = z.object({
  steps: z.array(
    z.union([
      z.object({
        do: z.literal('print'),
        text: z.string(),
        times: z.number().default(1),
        to: z.enum(['stdout', 'stderr']).default('stdout'),
      }),
      z.object({ do: z.literal('bytes'), base64: z.array(z.string()) }),
      z.object({ do: z.literal('sleep'), ms: z.number(), deaf: z.boolean().default(false) }),
      z.object({ do: z.literal('fail'), code: z.enum(['INVALID_INPUT', 'UNAVAILABLE', 'NAN_LOSS']) }),
      z.object({ do: z.literal('throw'), message: z.string() }),
      z.object({ do: z.literal('exit'), code: z.number() }),
      z.object({ do: z.literal('kill') }),
      /** Writes a tag, fenced. */
      z.object({ do: z.literal('tag'), key: z.string() }),
      z.object({ do: z.literal('artifact'), path: z.string() }),
      z.object({ do: z.literal('only-attempt'), attempt: z.number() }),
      z.object({ do: z.literal('progress'), done: z.number() }),
      z.object({ do: z.literal('environment') }),
      z.object({ do: z.literal('pid') }),
      /** Starts a process of its own and leaves it running. */
      z.object({ do: z.literal('spawn') }),
      /** Uses the database until it was asked this often, with this pause in between. */
      z.object({ do: z.literal('query'), times: z.number(), pauseMs: z.number() }),
    ]),
  ),
});
export type TestPayload = z.infer<typeof TestPayload>;

async function runTest({ ctx, job, payload, signal, progress, log, workDir, reportEnvironment }: JobArgs<TestPayload>) {
  let skipping = false;
  for (const step of payload.steps) {
    if (step.do === 'only-attempt') {
      skipping = job.attempt !== step.attempt;
      continue;
    }
    if (skipping) continue;
    switch (step.do) {
      case 'print':
        for (let i = 0; i < step.times; i++) process[step.to].write(step.text);
        break;
      case 'bytes':
        for (const piece of step.base64) {
          process.stdout.write(Buffer.from(piece, 'base64'));
          await wait(20);
        }
        break;
      case 'sleep':
        await wait(step.ms, undefined, step.deaf ? {} : { signal });
        break;
      case 'fail':
        throw new DomainError(step.code, `The test fails with ${step.code}.`, { hint: 'Nothing to do.' });
      case 'throw':
        throw new TypeError(step.message);
      case 'exit':
        process.exit(step.code);
        break;
      case 'kill':
        process.kill(process.pid, 'SIGKILL');
        await wait(10_000);
        break;
      case 'tag':
        await withTransaction(ctx, async (inner) => {
          await assertFence(inner);
          await inner.db.tag.upsert({
            where: { runId_key: { runId: job.runId, key: step.key } },
            create: { runId: job.runId, key: step.key, value: `${job.attempt}` },
            update: { value: `${job.attempt}` },
          });
        });
        break;
      case 'artifact':
        await ctx.db.artifact.create({
          data: { runId: job.runId, path: step.path, digest: 'f'.repeat(64), size: 1, attempt: job.attempt },
        });
        break;
      case 'progress':
        progress({ done: step.done, total: 10, unit: 'steps' });
        break;
      case 'environment':
        await reportEnvironment({
          tz: process.env.TZ,
          lang: process.env.LANG,
          flavour: process.env.TEST_FLAVOUR,
          workDir,
        });
        break;
      case 'pid':
        log(`pid ${process.pid}`);
        break;
      case 'spawn': {
        const { spawn } = await import('node:child_process');
        const child = spawn('sleep', ['600'], { stdio: 'inherit' });
        log(`grandchild ${child.pid}`);
        break;
      }
      case 'query':
        for (let i = 0; i < step.times; i++) {
          await ctx.db.$queryRaw`SELECT 1`;
          await wait(step.pauseMs, undefined, { signal });
        }
        break;
    }
  }
  log('done');
}

/** Makes the kind `test` known to this process. */
export function registerTestKind(): void {
  jobKinds.set(
    'test',
    defineJobKind({
      kind: 'test',
      payload: TestPayload,
      slots: 1,
      maxAttempts: 3,
      childEnvironment: () => ({ TEST_FLAVOUR: 'vanilla' }),
    }),
  );
  handlers.set('test', { run: async () => runTest });
}
