import type { Ctx } from '../context.ts';
import { inTransaction } from '../db/statement.ts';
import { DomainError } from '../errors.ts';
import { requireProject } from './require-project.ts';
import { defaultProject } from './schema.ts';
import { projectContent } from './sql/project-content.ts';

/**
 * Deletes a project that holds nothing. What was recorded is never deleted with its project: results elsewhere may rest
 * on it.
 * @throws DomainError NOT_FOUND, CONFLICT (it holds something; the default project)
 */
export async function deleteProject({ ctx, input }: { ctx: Ctx; input: { slug: string } }): Promise<void> {
  const { slug } = input;
  if (slug === defaultProject) throw new DomainError('CONFLICT', `The project "${slug}" is always there.`);
  const { id } = await requireProject(ctx.db, slug);
  await inTransaction(ctx.db, async (run) => {
    // Experiments, datasets and models point at the row: while it is held, none can be made.
    await run({ name: 'hold-project', text: 'SELECT id FROM traza.project WHERE id = $1 FOR UPDATE', values: [id] });
    const content = await projectContent(run, id);
    if (content.length > 0) {
      throw new DomainError('CONFLICT', `The project "${slug}" still holds ${content.join(', ')}; it is not deleted.`, {
        hint: 'Only a project that holds nothing can be deleted; archive its experiments to take them out of lists.',
      });
    }
    for (const table of ['idempotency_key', 'experiment']) {
      await run({
        name: `clear-${table}`,
        text: `DELETE FROM traza.${table} WHERE project_id = $1`,
        values: [id],
      });
    }
    await run({
      name: 'delete-project',
      text: `
        WITH gone AS (DELETE FROM traza.project WHERE id = $1)
        INSERT INTO traza.audit_event (project_id, actor, action, subject, at)
        VALUES ($1, $2, 'project.delete', $3, $4::timestamptz)`,
      values: [id, ctx.actor, `project ${slug}`, ctx.now().toISOString()],
    });
  });
}
