import type { RunStatement } from '../../db/statement.ts';

/** Notes that a run read datasets which its experiment knows; an input that was noted before keeps its tags. */
export async function insertInputs(
  run: RunStatement,
  args: {
    runId: string;
    experimentId: number;
    now: string;
    inputs: { name: string; digest: string; tags: Record<string, string>; place: number }[];
  },
): Promise<void> {
  await run({
    name: 'insert-inputs',
    text: `
      INSERT INTO traza.logged_input (run_id, dataset_id, tags, place, created_at)
      SELECT $1, d.id, t.tags::jsonb, t.place, $3::timestamptz
      FROM unnest($4::text[], $5::text[], $6::text[], $7::int[]) AS t(name, digest, tags, place)
      JOIN traza.logged_dataset d ON d.experiment_id = $2 AND d.name = t.name AND d.digest = t.digest
      ON CONFLICT (run_id, dataset_id) DO NOTHING`,
    values: [
      args.runId,
      args.experimentId,
      args.now,
      args.inputs.map((one) => one.name),
      args.inputs.map((one) => one.digest),
      args.inputs.map((one) => JSON.stringify(one.tags)),
      args.inputs.map((one) => one.place),
    ],
  });
}
