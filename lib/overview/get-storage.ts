import { z } from 'zod';
import type { Ctx } from '../context.ts';
import { env } from '../env.ts';
import { databaseParts, type Storage, storageKinds } from './schema.ts';
import { largestThings } from './sql/largest-things.ts';
import { sumDatabase } from './sql/sum-database.ts';
import { sumStorage } from './sql/sum-storage.ts';

const Kind = z.enum(storageKinds);

/** What a project's files take, by kind, its largest things, and what makes the whole database as large as it is. */
export async function getStorage({ ctx }: { ctx: Ctx }): Promise<Storage> {
  const [rows, largest, parts] = await Promise.all([sumStorage(ctx), largestThings(ctx), sumDatabase(ctx)]);
  const kinds = rows.map((row) => ({ kind: Kind.parse(row.kind), files: row.files, bytes: row.bytes }));
  const { whole, ...known } = parts;
  const rest = Math.max(0, whole - known.files - known.metrics - known.logs);
  return {
    kinds,
    bytes: kinds.reduce((sum, each) => sum + each.bytes, 0),
    largest: largest.map((thing) => ({ ...thing, kind: Kind.parse(thing.kind) })),
    databaseBytes: whole,
    database: databaseParts.map((part) => ({ part, bytes: part === 'rest' ? rest : known[part] })),
    blobs: env().blobs,
  };
}
