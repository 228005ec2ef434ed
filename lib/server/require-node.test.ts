import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

const guard = pathToFileURL(path.join(import.meta.dirname, 'require-node.mjs')).href;

function runOn(version: string) {
  const pretend = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'${version}'})`;
  return spawnSync(process.execPath, ['--import', pretend, '--import', guard, '-e', 'console.log("ran")'], {
    encoding: 'utf8',
  });
}

test('an old Node is refused with the remedy before anything runs', () => {
  const { status, stdout, stderr } = runOn('20.20.0');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain('this is Node 20.20.0');
  expect(stderr).toContain('npm ci');
});

test('Node 24 passes', () => {
  expect(runOn('24.0.0')).toMatchObject({ status: 0, stdout: 'ran\n', stderr: '' });
});
