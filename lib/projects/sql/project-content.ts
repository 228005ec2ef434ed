import type { RunStatement } from '../../db/statement.ts';

/** What a project holds, in words; nothing where it holds no more than a new project does. */
export async function projectContent(run: RunStatement, projectId: string): Promise<string[]> {
  const [row] = await run<{ content: string[] }>({
    name: 'project-content',
    text: `
      SELECT coalesce(json_agg(t.what), '[]') AS content FROM (VALUES
        ('runs', EXISTS (SELECT FROM traza.run WHERE project_id = $1)),
        ('experiments', EXISTS (
          SELECT FROM traza.experiment e WHERE e.project_id = $1
            AND (NOT e.is_default OR EXISTS (SELECT FROM traza.experiment_tag WHERE experiment_id = e.id)))),
        ('logged models', EXISTS (SELECT FROM traza.logged_model WHERE project_id = $1)),
        ('logged datasets', EXISTS (SELECT FROM traza.logged_dataset WHERE project_id = $1)),
        ('traces', EXISTS (SELECT FROM traza.trace WHERE project_id = $1)),
        ('datasets', EXISTS (SELECT FROM traza.dataset WHERE project_id = $1)),
        ('models', EXISTS (SELECT FROM traza.model WHERE project_id = $1)),
        ('jobs', EXISTS (SELECT FROM traza.job WHERE project_id = $1)),
        ('schedules', EXISTS (SELECT FROM traza.schedule WHERE project_id = $1)),
        ('dashboards', EXISTS (SELECT FROM traza.dashboard WHERE project_id = $1)),
        ('saved views', EXISTS (SELECT FROM traza.saved_view WHERE project_id = $1)),
        ('recipes', EXISTS (SELECT FROM traza.recipe WHERE project_id = $1)),
        ('uploads', EXISTS (SELECT FROM traza.upload WHERE project_id = $1)
          OR EXISTS (SELECT FROM traza.multipart_upload WHERE project_id = $1))
      ) AS t(what, there) WHERE t.there`,
    values: [projectId],
  });
  return row?.content ?? [];
}
