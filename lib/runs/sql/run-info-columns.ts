/** A RunInfo's columns, of the run `r` and the experiment `e` that it may lie in. */
export const runInfoColumns = `
        r.id, r.name, r.kind, r.status, r.user_name AS "userName",
        (extract(epoch FROM coalesce(r.started_at, r.created_at)) * 1000)::float8 AS "startedAt",
        (extract(epoch FROM r.ended_at) * 1000)::float8 AS "endedAt",
        r.archived_at IS NOT NULL AS archived,
        CASE WHEN e.id IS NOT NULL THEN
          json_build_object('id', e.id, 'isDefault', e.is_default, 'artifactLocation', e.artifact_location)
        END AS experiment`;
