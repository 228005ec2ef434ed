import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import type { HistoryPlace } from './blocks/history-page.ts';
import { WireNumber } from './schema.ts';
import { wireNumber } from './wire-number.ts';

const Position = z.tuple([z.number(), z.number(), WireNumber]);

interface Of {
  projectId: string;
  runId: string;
  key: string;
}

/** A place in a history as a text that only the same history takes back. */
export function encodePlace(of: Of, { at, step, value }: HistoryPlace): string {
  return encodeCursor({ list: 'metric history', ...of }, [at, step, wireNumber(value)]);
}

/** @throws DomainError INVALID_INPUT for a text that this history did not give out */
export function decodePlace(of: Of, text: string): HistoryPlace {
  const [at, step, value] = decodeCursor({ list: 'metric history', ...of }, Position, text);
  return { at, step, value: Number(value) };
}
