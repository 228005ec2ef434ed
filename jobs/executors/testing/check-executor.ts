import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { until } from '#jobs/testing/until.ts';
import type { Executor } from '../executor.ts';

/** Runs a program by its text, for the suite; every executor must be able to. */
export interface ExecutorUnderTest {
  executor: Executor;
  /** Arguments under which the executor's entry evaluates `code`. */
  program: (code: string) => string[];
}

/**
 * What every executor promises, whatever stands behind it. Programs of the suite may call
 * `report(value)`, which resolves when the executor has the value.
 */
export function checkExecutor(make: () => ExecutorUnderTest): void {
  const read = async (executor: Executor, id: string) => {
    const text = { stdout: '', stderr: '', platform: '' };
    for await (const piece of executor.streamLogs(id)) text[piece.stream] += piece.text;
    return text;
  };
  const said = async (executor: Executor, id: string, wanted: RegExp) => {
    for await (const piece of executor.streamLogs(id)) {
      const match = wanted.exec(piece.text);
      if (match) return match;
    }
    throw new Error(`${id} ended without a word`);
  };

  test('runs a program, carries its output and its exit code', async () => {
    const { executor, program } = make();
    await executor.submit({
      id: 'a',
      args: program('console.log("out"); console.error("err"); process.exit(3)'),
      env: {},
    });
    expect(await read(executor, 'a')).toMatchObject({ stdout: 'out\n', stderr: 'err\n' });
    expect(await executor.wait('a')).toMatchObject({ state: 'exited', exitCode: 3, signal: null });
    expect(await executor.poll('a')).toMatchObject({ state: 'exited', exitCode: 3 });
    await executor.forget('a');
    expect(await executor.poll('a')).toEqual({ state: 'unknown' });
  });

  test('a second submit of the same id starts nothing, at the same time or after the end', async () => {
    const { executor, program } = make();
    const spec = { id: 'twice', args: program('console.log("once")'), env: {} };
    await Promise.all([executor.submit(spec), executor.submit(spec)]);
    expect((await read(executor, 'twice')).stdout).toBe('once\n');
    await executor.wait('twice');
    await executor.submit(spec);
    expect(await executor.poll('twice')).toMatchObject({ state: 'exited', exitCode: 0 });
    await executor.forget('twice');
  });

  test('an id it was never given is unknown, to every question', async () => {
    const { executor } = make();
    expect(await executor.poll('never')).toEqual({ state: 'unknown' });
    expect(await executor.wait('never')).toEqual({ state: 'unknown' });
    expect(await read(executor, 'never')).toEqual({ stdout: '', stderr: '', platform: '' });
    await executor.cancel('never', { graceMs: 0 });
    await executor.forget('never');
  });

  test('carries the last report and the variables of the attempt', async () => {
    const { executor, program } = make();
    await executor.submit({
      id: 'report',
      args: program('await report({ flavour: process.env.FLAVOUR })'),
      env: { FLAVOUR: 'plum' },
    });
    expect(await executor.wait('report')).toMatchObject({ exitCode: 0, report: { flavour: 'plum' } });
    await executor.forget('report');
  });

  test('cancel lets a program end by itself', async () => {
    const { executor, program } = make();
    const code =
      'process.on("SIGTERM", () => { console.log("bye"); process.exit(7) }); console.log("ready"); setInterval(() => {}, 1000)';
    await executor.submit({ id: 'polite', args: program(code), env: {} });
    await said(executor, 'polite', /ready/);
    await executor.cancel('polite', { graceMs: 10_000 });
    expect(await executor.wait('polite')).toMatchObject({ exitCode: 7, signal: null });
    await executor.forget('polite');
  });

  test('cancel kills a program that does not listen, and all it started', async () => {
    const { executor, program } = make();
    const code = `process.on("SIGTERM", () => {});
      const { spawn } = await import("node:child_process");
      console.log("started " + spawn("sleep", ["600"]).pid + ".");
      setInterval(() => {}, 1000)`;
    await executor.submit({ id: 'deaf', args: program(code), env: {} });
    const pid = Number((await said(executor, 'deaf', /started (\d+)\./))[1]);
    await executor.cancel('deaf', { graceMs: 200 });
    expect(await executor.wait('deaf')).toMatchObject({ exitCode: null, signal: 'SIGKILL' });
    await until('what it started ends', async () => !existsSync(`/proc/${pid}`));
    await executor.forget('deaf');
  });

  test('a program killed from outside has ended, by that signal', async () => {
    const { executor, program } = make();
    await executor.submit({
      id: 'killed',
      args: program('process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 1000)'),
      env: {},
    });
    expect(await executor.wait('killed')).toMatchObject({ state: 'exited', exitCode: null, signal: 'SIGKILL' });
    await executor.forget('killed');
  });

  test('output nobody reads holds the program back, and arrives whole when it is read', async () => {
    const { executor, program } = make();
    const code = `const line = "z".repeat(99) + "\\n";
      for (let i = 0; i < 100000; i++) if (!process.stdout.write(line)) await new Promise((go) => process.stdout.once("drain", go));
      await report("all written")`;
    await executor.submit({ id: 'flood', args: program(code), env: {} });
    let length = 0;
    let first = true;
    for await (const piece of executor.streamLogs('flood')) {
      if (first) expect((await executor.poll('flood')).state).toBe('running');
      first = false;
      length += piece.text.length;
    }
    expect(length).toBe(10_000_000);
    expect(await executor.wait('flood')).toMatchObject({ exitCode: 0, report: 'all written' });
    await executor.forget('flood');
  });

  test('a program that cannot start has ended', async () => {
    const { executor } = make();
    await executor.submit({ id: 'broken', args: ['--no-such-option-at-all'], env: {} });
    expect(await executor.wait('broken')).toMatchObject({ state: 'exited', exitCode: expect.any(Number) });
    await executor.forget('broken');
  });
}
