import { type Dashboard, type DashboardEntry, DashboardPanel } from './schema.ts';

export interface DashboardRow {
  id: string;
  experimentId: number;
  name: string;
  scope: string;
  owner: string;
  revision: number;
  createdAt: Date;
  updatedAt: Date;
  updatedBy: string;
}

/** A dashboard's row as a list shows it. */
export function serializeEntry(row: DashboardRow): DashboardEntry {
  return {
    id: row.id,
    experimentId: row.experimentId,
    name: row.name,
    scope: row.scope === 'shared' ? 'shared' : 'private',
    owner: row.owner,
    revision: row.revision,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    updatedBy: row.updatedBy,
  };
}

/** A dashboard's row as the API shows it. */
export function serializeDashboard(row: DashboardRow & { panels: unknown }): Dashboard {
  // What was checked when it was saved, and what an older version saved, which may have had other fields.
  const panels = Array.isArray(row.panels) ? row.panels : [];
  return {
    ...serializeEntry(row),
    panels: panels.flatMap((panel) => {
      const { success, data } = DashboardPanel.strip().safeParse(panel);
      return success ? [data] : [];
    }),
  };
}
