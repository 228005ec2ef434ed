import { z } from 'zod';

/** Query fields of every list: spread them into the route's query schema. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(1000).default(100).describe('Rows of one page, 1 to 1000'),
  cursor: z.string().max(2000).optional().describe('nextCursor of the page before'),
};

/** What a list answers beside its rows: null on the last page. */
export const nextCursor = z.string().nullable();
