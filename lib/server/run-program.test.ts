import { expect, test } from 'vitest';
import { runProgram } from './run-program.ts';

const node = (source: string, more: { timeoutMs?: number; signal?: AbortSignal } = {}) =>
  runProgram({ command: process.execPath, args: ['-e', source], ...more });

test('the output of both streams is given back', async () => {
  expect(await node("console.log('a'); console.error('b')")).toMatch(/a.*b|b.*a/s);
});

test('a failure carries the exit code and the last lines', async () => {
  await expect(node("console.error('no space left'); process.exit(3)")).rejects.toThrow(/exit code 3: no space left/);
});

test('what takes too long is ended with its own children', async () => {
  // The grandchild holds the output open: unless it ends too, this never settles.
  const source =
    "require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' })";
  await expect(node(source, { timeoutMs: 500 })).rejects.toThrow(/took longer than 0.5 s/);
});

test('a stop ends it', async () => {
  await expect(node('setInterval(() => {}, 1000)', { signal: AbortSignal.abort() })).rejects.toThrow(/was stopped/);
});

test('a program that is not there is named', async () => {
  await expect(runProgram({ command: 'no-such-program', args: [] })).rejects.toThrow(/no-such-program/);
});
