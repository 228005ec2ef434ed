import { createHash } from 'node:crypto';
import type { CompareValue } from './schema.ts';

/** A text, or its beginning with what tells it from others that begin alike. */
export function cutText(text: string, letters: number): CompareValue {
  if (text.length <= letters) return text;
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return { text: text.slice(0, letters), length: text.length, hash };
}
