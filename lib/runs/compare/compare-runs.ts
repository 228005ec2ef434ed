import type { Ctx } from '../../context.ts';
import { asDirection } from '../../experiments/serialize-experiment.ts';
import { parseInput } from '../../parse-input.ts';
import { colorTag } from '../../tags/known-tags.ts';
import { RunStatus } from '../schema.ts';
import { isStalled } from '../serialize-run.ts';
import { type PlannedRow, planRows } from './plan-rows.ts';
import { readRows } from './read-rows.ts';
import { type ComparedRun, type CompareRunsAnswer, CompareRunsInput } from './schema.ts';
import { type RunHead, runHeads } from './sql/run-heads.ts';

/**
 * Runs side by side: one row for each thing that any of them has, section by section, the runs' values as places in a list
 * that holds each value once. Ids of other projects are as missing as ids of none; archived runs are compared like others.
 * @throws DomainError INVALID_INPUT
 */
export async function compareRuns({ ctx, input }: { ctx: Ctx; input: CompareRunsInput }): Promise<CompareRunsAnswer> {
  const asked = parseInput(CompareRunsInput, input, 'body');
  const ids = [...new Set(asked.ids)];
  const found = new Map((await runHeads(ctx, ids)).map((head) => [head.id, head]));
  const heads = ids.flatMap((id) => found.get(id) ?? []);
  const experiments = await experimentsOf(ctx, heads);
  const runIds = heads.map((head) => head.id);
  const sections: CompareRunsAnswer['sections'] = [];
  const plans: PlannedRow[] = [];
  if (heads.length > 0) {
    for (const { id, rows, more } of await planRows(ctx, heads, experiments, asked)) {
      const shown = asked.differences ? rows.filter((row) => row.differs) : rows;
      plans.push(...shown);
      sections.push({ id, rows: rows.length, differing: rows.filter((row) => row.differs).length, more });
    }
  }
  const { rows, nextOffset } = await readRows(ctx, plans, runIds, asked);
  return {
    runs: heads.map((head) => comparedRun(head, ctx.now())),
    missing: ids.filter((id) => !found.has(id)),
    experiments,
    sections,
    rows,
    nextOffset,
  };
}

async function experimentsOf(ctx: Ctx, heads: readonly RunHead[]): Promise<CompareRunsAnswer['experiments']> {
  const ids = [...new Set(heads.flatMap((head) => head.experimentId ?? []))];
  if (ids.length === 0) return [];
  const rows = await ctx.db.experiment.findMany({
    where: { id: { in: ids }, projectId: ctx.project.id },
    select: { id: true, name: true, primaryMetric: true, metricDirection: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ metricDirection, ...row }) => ({
    ...row,
    metricDirection: asDirection(metricDirection),
  }));
}

function comparedRun(head: RunHead, now: Date): ComparedRun {
  const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
  const lastWordAt = head.lastWordAt === null ? null : new Date(head.lastWordAt);
  const color = head.told?.[colorTag];
  return {
    id: head.id,
    name: head.name,
    kind: head.kind,
    status: RunStatus.parse(head.status),
    statusReason: head.statusReason,
    stalled: isStalled({ kind: head.kind, status: head.status, lastWordAt }, now),
    archived: head.archived,
    experimentId: head.experimentId,
    createdAt: new Date(head.createdAt).toISOString(),
    startedAt: iso(head.startedAt),
    endedAt: iso(head.endedAt),
    color: color && /^#[0-9a-f]{6}$/i.test(color) ? color : null,
  };
}
