import type { Prisma } from '../db/client.ts';

/** A plain value as Prisma takes it for a JSON column; fields that are undefined are left out. */
export function toJson(value: object): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(value));
}
