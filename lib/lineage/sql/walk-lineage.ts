import type { Ctx } from '../../context.ts';
import { Prisma } from '../../db/client.ts';
import type { NodeType } from '../schema.ts';

/** One edge met on a walk, pointing the way the bytes went, and how far its far end lies from the start. */
export interface WalkedEdge {
  type: NodeType;
  id: string;
  /** The nearer end. */
  viaType: NodeType;
  viaId: string;
  role: string;
  distance: number;
}

// Neighbours of one node w, each branch on an index. Read from what runs, versions and recipes say anyway: nothing is
// logged for lineage. Runs that only check another one are no part of the graph.
const downstream = (project: string) => Prisma.sql`
  SELECT 'run' AS type, i.run_id AS id, i.role FROM traza.run_input i JOIN traza.run r ON r.id = i.run_id
    WHERE w.type = 'dataset-version' AND i.dataset_version_id = w.id AND r.project_id = ${project} AND r.reproduction_id IS NULL
  UNION ALL
  SELECT 'run', i.run_id, i.role FROM traza.run_input i JOIN traza.run r ON r.id = i.run_id
    WHERE w.type = 'model-version' AND i.model_version_id = w.id AND r.project_id = ${project} AND r.reproduction_id IS NULL
  UNION ALL
  SELECT 'dataset-version', v.id, 'derived' FROM traza.dataset_version v
    WHERE w.type = 'dataset-version' AND v.parent_version_id = w.id AND v.run_id IS NULL AND v.project_id = ${project}
  UNION ALL
  SELECT 'dataset-version', v.id, 'wrote' FROM traza.dataset_version v
    WHERE w.type = 'run' AND v.run_id = w.id AND v.project_id = ${project}
  UNION ALL
  SELECT 'dataset-version', v.id, 'wrote' FROM traza.run r
    JOIN traza.dataset_version v ON v.id = r.summary -> 'output' ->> 'versionId'
    WHERE w.type = 'run' AND r.id = w.id AND v.run_id IS DISTINCT FROM r.id AND v.project_id = ${project}
  UNION ALL
  SELECT 'model-version', m.id, 'registered' FROM traza.model_version m
    WHERE w.type = 'run' AND m.run_id = w.id AND m.project_id = ${project}
  UNION ALL
  SELECT 'run', r.id, 'child' FROM traza.run r
    WHERE w.type = 'run' AND r.parent_run_id = w.id AND r.kind = 'external' AND r.project_id = ${project}
  UNION ALL
  SELECT 'run', r.id, 'code' FROM traza.recipe c JOIN traza.run r ON r.recipe_digest = c.digest AND r.project_id = c.project_id
    WHERE w.type = 'code' AND c.project_id = ${project} AND c.code_digest = w.id AND r.reproduction_id IS NULL`;

const upstream = (project: string) => Prisma.sql`
  SELECT 'dataset-version' AS type, i.dataset_version_id AS id, i.role FROM traza.run_input i
    WHERE w.type = 'run' AND i.run_id = w.id AND i.dataset_version_id IS NOT NULL
  UNION ALL
  SELECT 'model-version', i.model_version_id, i.role FROM traza.run_input i
    WHERE w.type = 'run' AND i.run_id = w.id AND i.model_version_id IS NOT NULL
  UNION ALL
  SELECT 'run', r.parent_run_id, 'child' FROM traza.run r
    WHERE w.type = 'run' AND r.id = w.id AND r.parent_run_id IS NOT NULL AND r.kind = 'external'
      AND r.project_id = ${project}
  UNION ALL
  SELECT 'code', c.code_digest, 'code' FROM traza.run r
    JOIN traza.recipe c ON c.project_id = r.project_id AND c.digest = r.recipe_digest
    WHERE w.type = 'run' AND r.id = w.id AND c.code_digest IS NOT NULL
  UNION ALL
  SELECT 'run', v.run_id, 'wrote' FROM traza.dataset_version v
    WHERE w.type = 'dataset-version' AND v.id = w.id AND v.run_id IS NOT NULL AND v.project_id = ${project}
  UNION ALL
  SELECT 'dataset-version', v.parent_version_id, 'derived' FROM traza.dataset_version v
    WHERE w.type = 'dataset-version' AND v.id = w.id AND v.run_id IS NULL AND v.parent_version_id IS NOT NULL
      AND v.project_id = ${project}
  UNION ALL
  SELECT 'run', m.run_id, 'registered' FROM traza.model_version m
    WHERE w.type = 'model-version' AND m.id = w.id AND m.run_id IS NOT NULL AND m.project_id = ${project}`;

/**
 * Walks from a node of the project in one direction, nearest first, and stops after `limit` edges: the recursion is
 * evaluated only as far as the limit asks.
 */
export async function walkLineage(
  ctx: Ctx,
  { start, direction, limit }: { start: { type: NodeType; id: string }; direction: 'up' | 'down'; limit: number },
): Promise<WalkedEdge[]> {
  const neighbours = direction === 'down' ? downstream(ctx.project.id) : upstream(ctx.project.id);
  return ctx.db.$queryRaw<WalkedEdge[]>`
    WITH RECURSIVE walk(type, id, via_type, via_id, role, distance) AS (
      SELECT ${start.type}::text, ${start.id}::text, ''::text, ''::text, ''::text, 0
      UNION
      SELECT e.type::text, e.id, w.type, w.id, e.role, w.distance + 1
      FROM walk w CROSS JOIN LATERAL (${neighbours}) AS e
    )
    SELECT type, id, via_type AS "viaType", via_id AS "viaId", role, distance
    FROM walk WHERE distance > 0 LIMIT ${limit}`;
}
