import type { Ctx } from '../context.ts';
import { runNotFound } from './require-run.ts';
import type { RunRecord } from './run-record.ts';
import { runRecords } from './sql/run-records.ts';

/** A run as tracking clients read it, archived ones too. @throws DomainError NOT_FOUND */
export async function getRunRecord({ ctx, input }: { ctx: Ctx; input: { runId: string } }): Promise<RunRecord> {
  const [record] = await runRecords(ctx, [input.runId]);
  if (!record) throw runNotFound(ctx, input.runId);
  return record;
}
