import { expect, test } from 'vitest';
import { mlflowMimeOf } from './mime-type.ts';

test.each([
  ['a.txt', 'text/plain'],
  ['deep.d/conda.yaml', 'text/plain'],
  ['MLmodel', 'text/plain'],
  ['model/MLmodel', 'text/plain'],
  ['model.pkl', 'application/octet-stream'],
  ['c.png', 'image/png'],
  ['d.pdf', 'application/pdf'],
  ['txt', 'text/plain'],
  ['noend', 'application/octet-stream'],
])('%s is %s', (path, mime) => expect(mlflowMimeOf(path)).toBe(mime));
