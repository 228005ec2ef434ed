import { randomBytes } from 'node:crypto';

/** A new identifier: 32 lower-case hex digits, the first 12 the time in milliseconds (the layout of UUIDv7), so ids sort by birth. */
export function newId(now: Date = new Date()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now.getTime(), 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex');
}

export const idPattern = /^[0-9a-f]{32}$/;
export const digestPattern = /^[0-9a-f]{64}$/;
