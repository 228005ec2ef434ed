import { createHmac } from 'node:crypto';
import type { z } from 'zod';
import { sameSecret } from '../auth/same-secret.ts';
import { env } from '../env.ts';
import { DomainError } from '../errors.ts';
import { canonicalJson } from '../recipes/canonical-json.ts';

function sign(query: unknown, position: string): string {
  const key = `traza cursor ${env().token ?? ''}`;
  return createHmac('sha256', key)
    .update(canonicalJson(query))
    .update('\0')
    .update(position)
    .digest('base64url')
    .slice(0, 22);
}

/**
 * Where the next page begins, as a text that only this query takes back.
 * @param query all that decides which rows come in which order: project, route, filters, order
 * @param position the sort keys of the last row given out; JSON
 */
export function encodeCursor(query: unknown, position: unknown): string {
  const text = canonicalJson(position);
  return `${Buffer.from(text).toString('base64url')}.${sign(query, text)}`;
}

/**
 * The position in a cursor.
 * @param field what who asks calls it
 * @throws DomainError INVALID_INPUT for a cursor that we did not issue for this query
 */
export function decodeCursor<S extends z.ZodType>(
  query: unknown,
  schema: S,
  cursor: string,
  field = 'cursor',
): z.output<S> {
  const [position = '', signature = '', ...more] = cursor.split('.');
  const text = Buffer.from(position, 'base64url').toString('utf8');
  const issued =
    more.length === 0 &&
    Buffer.from(text).toString('base64url') === position &&
    sameSecret(signature, sign(query, text));
  const parsed = issued ? schema.safeParse(JSON.parse(text)) : undefined;
  if (!parsed?.success) {
    throw new DomainError('INVALID_INPUT', `The ${field} is not one that this query gave out.`, {
      fields: [{ path: field, message: 'take it from the answer to the same query, with the same filters and order' }],
      hint: `Leave the ${field} out to begin at the first page.`,
    });
  }
  return parsed.data;
}
