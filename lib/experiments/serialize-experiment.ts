import type { ExperimentAnswer } from './schema.ts';

// Runs that were archived by themselves; those of an archived experiment are counted with it.
const counted = { where: { OR: [{ archivedAt: null }, { experiment: { archivedAt: { not: null } } }] } };

/** What serializeExperiment needs loaded with an experiment. */
export const experimentShape = {
  _count: { select: { runs: counted } },
  runs: { ...counted, select: { createdAt: true }, orderBy: { createdAt: 'desc' }, take: 1 },
} as const;

/** An experiment's row as the API shows it. */
export function serializeExperiment(row: {
  id: number;
  name: string;
  description: string;
  primaryMetric: string | null;
  metricDirection: string | null;
  archivedAt: Date | null;
  createdAt: Date;
  _count: { runs: number };
  runs: { createdAt: Date }[];
}): ExperimentAnswer {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    primaryMetric: row.primaryMetric,
    metricDirection: row.metricDirection === 'max' || row.metricDirection === 'min' ? row.metricDirection : null,
    archived: row.archivedAt !== null,
    createdAt: row.createdAt.toISOString(),
    runs: row._count.runs,
    lastRunAt: row.runs[0]?.createdAt.toISOString() ?? null,
  };
}
