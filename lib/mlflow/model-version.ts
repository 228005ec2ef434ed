/** What MLflow's clients are told of a version of a registered model. */
export interface MlflowModelVersionRow {
  number: number;
  runId: string | null;
  source: string | null;
  runLink: string | null;
  loggedModelId: string | null;
  userName: string | null;
  stage: string;
  description: string;
  createdAt: Date;
  updatedAt: Date;
  model: { name: string };
  aliases: { alias: string }[];
  tags: { key: string; value: string }[];
}

/** A version in MLflow's shape; what is unknown is left out. */
export function mlflowModelVersion(row: MlflowModelVersionRow) {
  return {
    name: row.model.name,
    version: String(row.number),
    creation_timestamp: row.createdAt.getTime(),
    last_updated_timestamp: row.updatedAt.getTime(),
    ...(row.userName === null ? {} : { user_id: row.userName }),
    current_stage: row.stage,
    description: row.description,
    source: row.source ?? '',
    ...(row.runId === null ? {} : { run_id: row.runId }),
    status: 'READY',
    ...(row.tags.length > 0 ? { tags: row.tags.map(({ key, value }) => ({ key, value })) } : {}),
    ...(row.runLink === null ? {} : { run_link: row.runLink }),
    ...(row.aliases.length > 0 ? { aliases: row.aliases.map((one) => one.alias) } : {}),
    ...(row.loggedModelId === null ? {} : { model_id: row.loggedModelId }),
  };
}
