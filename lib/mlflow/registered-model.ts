import { type MlflowModelVersionRow, mlflowModelVersion } from './model-version.ts';

/** What MLflow's clients are told of a registered model. */
export interface MlflowModelRow {
  name: string;
  description: string;
  createdAt: Date;
  updatedAt: Date;
  tags: { key: string; value: string }[];
  aliases: { alias: string; version: { number: number } }[];
}

/**
 * A registered model in MLflow's shape.
 * @param latest the newest version of each stage
 */
export function mlflowRegisteredModel(row: MlflowModelRow, latest: MlflowModelVersionRow[]) {
  return {
    name: row.name,
    creation_timestamp: row.createdAt.getTime(),
    last_updated_timestamp: row.updatedAt.getTime(),
    description: row.description,
    ...(latest.length > 0 ? { latest_versions: latest.map(mlflowModelVersion) } : {}),
    ...(row.tags.length > 0 ? { tags: row.tags.map(({ key, value }) => ({ key, value })) } : {}),
    ...(row.aliases.length > 0
      ? { aliases: row.aliases.map(({ alias, version }) => ({ alias, version: String(version.number) })) }
      : {}),
  };
}
