import { type Sql, sqlText } from '../../db/sql.ts';
import type { RunInfo } from '../run-record.ts';
import { KeyTexts } from './key-texts.ts';
import type { RunTexts } from './run-texts.ts';

/** What `runTextColumns` give of a run, and its id. */
export interface RunTextRow extends Omit<RunInfo, 'experiment'> {
  [column: string]: unknown;
  experimentId: number | null;
  isDefault: boolean | null;
  artifactLocation: string | null;
  metricKeys: string | null;
  metricPoints: string | null;
  paramKeys: string | null;
  paramValues: string | null;
  tagKeys: string | null;
  tagValues: string | null;
  datasets: RunTexts['datasets'] | null;
  modelInputs: string[] | null;
  modelOutputs: RunTexts['modelOutputs'] | null;
}

/**
 * All that the run `r` holds beside its id, in one row: keys and texts as JSON lists, of a metric JSON from its value on. Few
 * runs have datasets or models: asking first whether one has any costs a fifth of gathering none.
 */
export const runTextColumns: Sql = sqlText(`
  r.name, r.kind, r.status, r.user_name AS "userName",
  (extract(epoch FROM coalesce(r.started_at, r.created_at)) * 1000)::float8 AS "startedAt",
  (extract(epoch FROM r.ended_at) * 1000)::float8 AS "endedAt",
  r.archived_at IS NOT NULL AS archived,
  e.id AS "experimentId", e.is_default AS "isDefault", e.artifact_location AS "artifactLocation",
  metrics.keys AS "metricKeys", metrics.points AS "metricPoints",
  params.keys AS "paramKeys", params.values AS "paramValues",
  tags.keys AS "tagKeys", tags.values AS "tagValues",
  CASE WHEN EXISTS (SELECT 1 FROM traza.logged_input WHERE run_id = r.id OFFSET 0) THEN (
    SELECT json_agg(json_build_object('tags', i.tags, 'dataset', json_build_object(
        'name', d.name, 'digest', d.digest, 'sourceType', d.source_type, 'source', d.source,
        'schema', d.schema, 'profile', d.profile)) ORDER BY i.created_at, i.place, d.id)
    FROM traza.logged_input i JOIN traza.logged_dataset d ON d.id = i.dataset_id
    WHERE i.run_id = r.id) END AS datasets,
  CASE WHEN models.any THEN (
    SELECT json_agg(model_id ORDER BY created_at, model_id)
    FROM traza.run_logged_model WHERE run_id = r.id AND direction = 'input') END AS "modelInputs",
  CASE WHEN models.any THEN (
    SELECT json_agg(json_build_object('modelId', model_id, 'step', step) ORDER BY created_at, step, model_id)
    FROM traza.run_logged_model WHERE run_id = r.id AND direction = 'output') END AS "modelOutputs"`);

/** What `runTextColumns` need joined to the run `r`: all in the order of keys, whatever the plan. */
export const runTextJoins: Sql = sqlText(`
  LEFT JOIN LATERAL (SELECT * FROM traza.experiment WHERE id = r.experiment_id OFFSET 0) AS e ON true
  CROSS JOIN LATERAL (
    SELECT json_agg(key)::text AS keys, string_agg(
      CASE WHEN last - last = 0 THEN last::text ELSE '"' || last || '"' END
        || ',"timestamp":' || last_at || ',"step":' || last_step, '}') AS points
    FROM (SELECT * FROM traza.metric_series WHERE run_id = r.id ORDER BY key) AS s) AS metrics
  CROSS JOIN LATERAL (
    SELECT json_agg(key)::text AS keys, json_agg(value)::text AS values
    FROM (SELECT * FROM traza.param WHERE run_id = r.id ORDER BY key) AS p) AS params
  CROSS JOIN LATERAL (
    SELECT json_agg(key)::text AS keys, json_agg(value)::text AS values
    FROM (SELECT * FROM traza.tag WHERE run_id = r.id ORDER BY key) AS t) AS tags
  CROSS JOIN LATERAL (
    SELECT EXISTS (SELECT 1 FROM traza.run_logged_model WHERE run_id = r.id OFFSET 0) AS any OFFSET 0) AS models`);

/** Reads what `runTextColumns` give of the runs of a page. */
export function runTextReader(): (row: RunTextRow) => RunTexts {
  const points = new KeyTexts('', '}');
  const texts = new KeyTexts('"', '"}');
  const pairs = (keys: string, values: string) => {
    // Where nothing is escaped, each quote is the beginning or the end of a text.
    if (!values.includes('\\')) return texts.items(keys, values.slice(2, -2), '", "');
    const escaped = (JSON.parse(values) as string[]).map((text) => JSON.stringify(text).slice(1, -1));
    return texts.items(keys, escaped.join('\n'), '\n');
  };
  return (row) => {
    const { id, name, kind, status, userName, startedAt, endedAt, archived, experimentId } = row;
    const experiment =
      experimentId === null
        ? null
        : { id: experimentId, isDefault: row.isDefault ?? false, artifactLocation: row.artifactLocation };
    return {
      info: { id, name, kind, status, userName, startedAt, endedAt, archived, experiment },
      metrics: row.metricKeys === null ? '' : points.items(row.metricKeys, row.metricPoints ?? '', '}'),
      params: row.paramKeys === null ? '' : pairs(row.paramKeys, row.paramValues ?? ''),
      tags: row.tagKeys === null ? '' : pairs(row.tagKeys, row.tagValues ?? ''),
      datasets: row.datasets ?? [],
      modelInputs: row.modelInputs ?? [],
      modelOutputs: row.modelOutputs ?? [],
    };
  };
}
