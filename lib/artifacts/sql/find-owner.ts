import type { Ctx } from '../../context.ts';
import { runStatement } from '../../db/statement.ts';
import { type FileOwner, ownerKinds } from '../file-owner.ts';

export type OwnerRow = {
  /** What the rows of its files name it by. */
  key: string;
  /** null for a run of a job that is in no experiment. */
  experimentId: number | null;
  isDefault: boolean | null;
  artifactLocation: string | null;
  /** Archived or deleted: readable, closed for writes. */
  closed: boolean;
  /** Executed by a job of the platform. */
  byJob: boolean;
};

/** An owner of files in this project with the experiment it belongs to; undefined where there is none. */
export async function findOwner(ctx: Ctx, { kind, id }: FileOwner): Promise<OwnerRow | undefined> {
  const { owners, ownerKey, closed } = ownerKinds[kind];
  const [row] = await runStatement<OwnerRow>(ctx.db, {
    name: `artifact-owner-${kind}`,
    text: `
      SELECT e.id AS "experimentId", e.is_default AS "isDefault", e.artifact_location AS "artifactLocation",
             o.${ownerKey}::text AS key, ${closed} AS closed, ${kind === 'run' ? `o.kind <> 'external'` : 'false'} AS "byJob"
      FROM ${owners} o LEFT JOIN traza.experiment e ON e.id = o.experiment_id
      WHERE o.id = $1 AND (o.project_id = $2) IS TRUE`,
    values: [id, ctx.project.id],
  });
  return row;
}
