import { type Facts, gatherFacts } from './fact-rows.ts';
import type { RunHead } from './sql/run-heads.ts';

/** Rows of the overview in their order. */
export const overviewKeys = [
  'status',
  'reason',
  'kind',
  'experiment',
  'user',
  'started',
  'duration',
  'parent',
  'recipe',
  'tainted',
  'archived',
] as const;

/** What a run is, by the words of `overviewKeys`: times as ISO texts, the duration in milliseconds. */
export function overviewFacts(head: RunHead, experiments: ReadonlyMap<number, string>): Facts {
  const { add, facts } = gatherFacts();
  const { experimentId, startedAt, endedAt } = head;
  add('status', head.status);
  add('reason', head.statusReason);
  add('kind', head.kind);
  if (experimentId !== null) {
    const text = experiments.get(experimentId) ?? String(experimentId);
    add('experiment', { text, thing: { type: 'experiment', name: String(experimentId) } });
  }
  add('user', head.userName ?? head.actor);
  add('started', startedAt === null ? null : new Date(startedAt).toISOString());
  if (startedAt !== null && endedAt !== null) add('duration', endedAt - startedAt);
  const { parentRunId, parentName } = head;
  if (parentRunId) add('parent', { text: parentName ?? parentRunId, thing: { type: 'run', name: parentRunId } });
  add('recipe', head.recipeDigest);
  add('tainted', head.taintedReason);
  if (head.archived) add('archived', 'archived');
  return facts;
}
