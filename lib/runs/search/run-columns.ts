import { type Sql, sql, sqlText } from '../../db/sql.ts';
import type { ColumnType } from '../../filter/sql/keyset.ts';
import { runStatuses } from '../schema.ts';
import { mlflowStatusWords } from './run-status-words.ts';

/** When a run began; for one that waits, when it was made. So MLflow's clients are told, too. */
export const startOf = sqlText('coalesce(r.started_at, r.created_at)');

// Where MLflow's clients are told that the files of a run lie (lib/mlflow/artifact-uri.ts).
const artifactUri = sqlText(`(
  SELECT CASE WHEN e.artifact_location IS NULL
    THEN 'mlflow-artifacts:/' || CASE WHEN e.is_default THEN '0' ELSE e.id::text END || '/' || r.id || '/artifacts'
    ELSE rtrim(substring(e.artifact_location from '^[^?#]*'), '/') || '/' || r.id || '/artifacts'
      || coalesce(substring(e.artifact_location from '[?#].*$'), '') END
  FROM traza.experiment e WHERE e.id = r.experiment_id OFFSET 0)`);

const statusWord = sqlText(
  `CASE r.status ${runStatuses.map((state) => `WHEN '${state}' THEN '${mlflowStatusWords[state]}'`).join(' ')} END`,
);

export interface RunColumn {
  /** Of the run `r`. */
  sql: Sql;
  type: ColumnType;
  /** Some runs have none. */
  nullable: boolean;
}

/** What filters and orders may say of a run itself, by the names of the tree. */
export const runColumns: Record<string, RunColumn> = {
  run_id: { sql: sql`r.id`, type: 'text', nullable: false },
  run_name: { sql: sql`r.name`, type: 'text', nullable: false },
  status: { sql: statusWord, type: 'text', nullable: false },
  state: { sql: sql`r.status`, type: 'text', nullable: false },
  user_id: { sql: sql`r.user_name`, type: 'text', nullable: true },
  artifact_uri: { sql: artifactUri, type: 'text', nullable: true },
  start_time: { sql: startOf, type: 'time', nullable: false },
  end_time: { sql: sql`r.ended_at`, type: 'time', nullable: true },
  created: { sql: sql`r.created_at`, type: 'time', nullable: false },
  kind: { sql: sql`r.kind`, type: 'text', nullable: false },
  actor: { sql: sql`r.actor`, type: 'text', nullable: false },
  parent_run_id: { sql: sql`r.parent_run_id`, type: 'text', nullable: true },
  // extract() reckons with exact decimals, which takes longer than all else of sorting by it.
  duration: {
    sql: sqlText("date_part('epoch', r.ended_at - coalesce(r.started_at, r.created_at))"),
    type: 'number',
    nullable: true,
  },
};
