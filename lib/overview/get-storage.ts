import { z } from 'zod';
import type { Ctx } from '../context.ts';
import { type Storage, storageKinds } from './schema.ts';
import { sumStorage } from './sql/sum-storage.ts';

const Kind = z.enum(storageKinds);

/** What a project's files take, by kind, and how large the whole database is. */
export async function getStorage({ ctx }: { ctx: Ctx }): Promise<Storage> {
  const [rows, size] = await Promise.all([
    sumStorage(ctx),
    ctx.db.$queryRaw<{ bytes: number }[]>`SELECT pg_database_size(current_database())::float8 AS bytes`,
  ]);
  const kinds = rows.map((row) => ({ kind: Kind.parse(row.kind), files: row.files, bytes: row.bytes }));
  return { kinds, bytes: kinds.reduce((sum, each) => sum + each.bytes, 0), databaseBytes: size[0]?.bytes ?? 0 };
}
