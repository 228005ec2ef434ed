import { describe, expect, test } from 'vitest';
import { DomainError } from '../errors.ts';
import { artifactFolder, artifactPath, askedFolder } from './artifact-path.ts';

// Each published attack as the text that reaches us after the URL was decoded once, and as it was typed.
const refused: [why: string, path: string][] = [
  ['raw traversal', '../../../etc/passwd'],
  ['traversal inside', 'model/../../etc/passwd'],
  ['traversal at the end', 'model/..'],
  ['a dot folder', './model'],
  ['a dot folder inside', 'model/./weights.bin'],
  ['absolute', '/etc/passwd'],
  ['absolute, doubled', '//etc/passwd'],
  ['drive with slash', 'C:/Windows/win.ini'],
  ['drive with back-slash', 'C:\\Windows\\win.ini'],
  ['drive, relative', 'c:secret'],
  ['back-slash traversal', '..\\..\\etc'],
  ['back-slash between slashes', '\\..\\'],
  ['encoded slash', '..%2f..%2fetc'],
  ['encoded slash, upper case', '..%2F..%2Fetc'],
  ['encoded dots', '%2e%2e/etc'],
  ['encoded back-slash', '..%5c..%5cetc'],
  ['double-encoded', '%252e%252e%252f'],
  ['triple-encoded', '%25252e%25252e%25252f'],
  ['encoded hash', 'a%23b'],
  ['encoded NUL', '..%00'],
  ['NUL', 'a\0b'],
  ['newline', 'a\nb'],
  ['file URI', 'file:///etc/passwd'],
  ['file URI, one slash', 'file:/etc/passwd'],
  ['file URI, no slash', 'FILE:etc'],
  ['http URI with query', 'http:///?/../../etc/passwd'],
  ['http URI with fragment', 'http:///#/../../etc/passwd'],
  ['ftp URI', 'ftp://attacker/x'],
  ['artifacts URI', 'mlflow-artifacts:/../x'],
  ['s3 URI', 's3://bucket/../x'],
  ['traversal behind a fragment', 'a#/../b'],
  ['traversal behind params', 'a/..;x=1/b'],
  ['traversal before a question mark', 'a/..?x/b'],
  ['dots and blanks', 'a/.. /b'],
  ['three dots', '.../x'],
  ['a blank folder', 'a/ /b'],
  ['empty', ''],
  ['empty folder', 'a//b'],
  ['trailing slash', 'model/'],
  ['lone surrogate', 'a\ud800b'],
  ['too long', 'a'.repeat(1_001)],
  ['too long in bytes', 'é'.repeat(501)],
];

const accepted = [
  'model/model.json',
  'plots/roc curve.png',
  'a+b.txt',
  '100%.txt',
  'growth of 5 %/x.csv',
  'Daten/Übersicht.csv',
  '画像/図.png',
  '..hidden',
  'v1..2/x',
  'weights.bin.',
  '.env',
  'model:v3.json',
  '12:30.log',
  '#notes',
  '<script>alert(1)</script>',
  'a'.repeat(1_000),
];

describe('artifactPath', () => {
  test.each(refused)('refuses %s', (_why, path) => {
    let caught: unknown;
    try {
      artifactPath(path);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(DomainError);
    expect(caught).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'path' }] });
  });

  test.each(accepted)('keeps %s as it is', (path) => {
    expect(artifactPath(path)).toBe(path);
  });
});

describe('artifactFolder', () => {
  test('takes the root and a trailing slash', () => {
    expect(artifactFolder('')).toBe('');
    expect(artifactFolder('model/')).toBe('model');
  });
  test.each(['/', '..', 'a/..', '//', 'a//'])('refuses %s', (folder) => {
    expect(() => artifactFolder(folder)).toThrow(DomainError);
  });
});

describe('askedFolder', () => {
  test.each([
    ['', ''],
    ['.', ''],
    ['./model', 'model'],
    ['a/./b/.', 'a/b'],
    ['.env', '.env'],
  ])('takes %j as %j', (asked, folder) => expect(askedFolder(asked)).toBe(folder));
  test.each(['..', './..', '/.', './/etc', './/', 'a/. /b', '.\\..', './C:/x', './file:/x'])('refuses %j', (folder) => {
    expect(() => askedFolder(folder)).toThrow(DomainError);
  });
});
