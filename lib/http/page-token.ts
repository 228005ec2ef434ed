import { z } from 'zod';
import { DomainError } from '../errors.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

const maxTokenLength = 100_000;

/** Where a page of a search ended: the values of its order. */
export const Position = z.array(z.union([z.number(), z.string()])).max(64);
export type Position = z.infer<typeof Position>;

/** A page token as MLflow's clients carry it: a cursor, under the name they know. */
export function writePageToken(query: unknown, position: Position): string {
  return encodeCursor(query, position);
}

/**
 * @param why what MLflow says of tokens of another query, where it says anything
 * @throws DomainError INVALID_INPUT for a token that this query did not give out
 */
export function readPageToken(query: unknown, token: string, why = ''): Position {
  try {
    if (token.length <= maxTokenLength) return decodeCursor(query, Position, token);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
  throw new DomainError(
    'INVALID_INPUT',
    "Invalid page token, could not base64-decode it to a position of this query: take 'page_token' from the answer to " +
      `the same request, with the same filter and order.${why}`,
    { fields: [{ path: 'page_token', message: 'is not one that this query gave out' }] },
  );
}
