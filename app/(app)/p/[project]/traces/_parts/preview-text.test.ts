import { expect, test } from 'vitest';
import { previewText } from './preview-text.ts';

test.each([
  ['"plain"', 'plain'],
  ['{"question": "why?"}', 'why?'],
  ['{"messages": [{"role": "system", "content": "a"}, {"role": "user", "content": "b"}], "temperature": 1}', 'b'],
  ['{"a": 1, "b": 2}', '{"a": 1, "b": 2}'],
  ['[1, 2]', '[1, 2]'],
  ['{"cut": "of', '{"cut": "of'],
  ['null', null],
  [null, null],
])('%s', (preview, said) => expect(previewText(preview)).toBe(said));
