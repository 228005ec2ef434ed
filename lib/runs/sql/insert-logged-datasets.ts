import type { RunStatement } from '../../db/statement.ts';
import type { LoggedDatasetRecord } from '../run-record.ts';

/** Keeps datasets as clients described them; one that the experiment knows by name and digest stays as it is. */
export async function insertLoggedDatasets(
  run: RunStatement,
  args: {
    projectId: string;
    experimentId: number;
    now: string;
    datasets: (LoggedDatasetRecord & { id: string })[];
  },
): Promise<void> {
  const column = <T>(of: (dataset: LoggedDatasetRecord & { id: string }) => T) => args.datasets.map(of);
  await run({
    name: 'insert-logged-datasets',
    text: `
      INSERT INTO traza.logged_dataset
        (id, project_id, experiment_id, name, digest, source_type, source, schema, profile, created_at)
      SELECT id, $1, $2, name, digest, source_type, source, schema, profile, $3::timestamptz
      FROM unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
        AS t(id, name, digest, source_type, source, schema, profile)
      ON CONFLICT (experiment_id, name, digest) DO NOTHING`,
    values: [
      args.projectId,
      args.experimentId,
      args.now,
      column((one) => one.id),
      column((one) => one.name),
      column((one) => one.digest),
      column((one) => one.sourceType),
      column((one) => one.source),
      column((one) => one.schema),
      column((one) => one.profile),
    ],
  });
}
