/** An ExperimentRecord's columns, of the experiment `e`. */
export const experimentColumns = `
        e.id, e.name, e.is_default AS "isDefault", e.artifact_location AS "artifactLocation",
        e.archived_at IS NOT NULL AS archived,
        (extract(epoch FROM e.created_at) * 1000)::float8 AS "createdAt",
        (extract(epoch FROM e.updated_at) * 1000)::float8 AS "updatedAt",
        coalesce((
          SELECT json_agg(json_build_object('key', key, 'value', value) ORDER BY key)
          FROM traza.experiment_tag WHERE experiment_id = e.id), '[]') AS tags`;
