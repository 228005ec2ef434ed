import { describe, expect, test } from 'vitest';
import { DomainError } from '../errors.ts';
import { parseArtifactAddress, parseFileAddress } from './artifact-root.ts';

const run = '0123456789abcdef0123456789abcdef';
const model = `m-${run}`;

describe('an artifact address', () => {
  test.each([
    [`0/${run}/artifacts/a/b.txt`, { kind: 'run', id: run, root: '0' }, 'a/b.txt'],
    [`17/${run}/artifacts`, { kind: 'run', id: run, root: '17' }, ''],
    [`17/${run}/artifacts/`, { kind: 'run', id: run, root: '17' }, ''],
    [`${run}/artifacts/x`, { kind: 'run', id: run, root: '' }, 'x'],
    [`team/place/${run}/artifacts/x`, { kind: 'run', id: run, root: 'team/place' }, 'x'],
    [`0/traces/tr-${run}/artifacts/traces.json`, { kind: 'trace', id: `tr-${run}`, root: '0' }, 'traces.json'],
    [`0/models/${model}/artifacts/MLmodel`, { kind: 'logged-model', id: model, root: '0' }, 'MLmodel'],
    [`0/${run}/artifacts/${run}/artifacts/x`, { kind: 'run', id: run, root: '0' }, `${run}/artifacts/x`],
    [
      `0/${run}/artifacts/models/${model}/artifacts/x`,
      { kind: 'run', id: run, root: '0' },
      `models/${model}/artifacts/x`,
    ],
  ])('%s names its owner', (text, owner, path) => {
    expect(parseArtifactAddress(text)).toEqual({ owner, path });
  });

  test.each([
    '',
    '0',
    `0/${run}`,
    `0/${run}/other/x`,
    `0/${run.toUpperCase()}/artifacts/x`,
    `0/${run}0/artifacts/x`,
    `0/model/${model}/artifacts/x`,
    'etc/passwd',
  ])('%s is nobody’s', (text) => {
    expect(parseArtifactAddress(text)).toBeUndefined();
  });

  test.each([
    `0/${run}/artifacts/../x`,
    `0/${run}/artifacts/C:/x`,
    `0/${run}/artifacts/file:/x`,
    `0/../${run}/artifacts/x`,
    `/0/${run}/artifacts/x`,
    `mlflow-artifacts:/0/${run}/artifacts/x`,
    `0/${run}/artifacts//x`,
  ])('%s is refused', (text) => {
    expect(() => parseArtifactAddress(text)).toThrow(DomainError);
  });

  test('of a file is never the root of its owner, nor nobody’s', () => {
    expect(() => parseFileAddress(`0/${run}/artifacts`)).toThrow('must not be empty');
    expect(() => parseFileAddress('0/x')).toThrow('keeps its files at 0/x');
  });
});
