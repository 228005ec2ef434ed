import type { Ctx } from '../../context.ts';
import { codeTags, colorTag, diffTags, dirtyTag, parentRunTag, runNameTag, userTag } from '../../tags/known-tags.ts';
import { codeFacts, codeKeys } from './code-rows.ts';
import { environmentFacts } from './environment-rows.ts';
import { type Facts, factRows } from './fact-rows.ts';
import { overviewFacts, overviewKeys } from './overview-rows.ts';
import { type CompareRow, type CompareRunsAnswer, type CompareSection, compareSections } from './schema.ts';
import { describedDatasets } from './sql/described-datasets.ts';
import { type KeptSection, keptKeys, mostKeys } from './sql/kept-keys.ts';
import type { RunHead } from './sql/run-heads.ts';
import { thingsOfRuns } from './sql/things-of-runs.ts';
import { dataFacts, modelFacts } from './thing-rows.ts';

/** A row, or one whose values are read when it is part of the answer. */
export type PlannedRow = CompareRow | { section: KeptSection; key: string; differs: boolean };

/** Tags that other sections show. */
const shownElsewhere = [...Object.values(codeTags), ...diffTags, dirtyTag, runNameTag, userTag, parentRunTag, colorTag];

const byName = new Intl.Collator('en', { numeric: true });

/** The rows of each section that is asked, in the order in which they are shown. */
export async function planRows(
  ctx: Ctx,
  heads: RunHead[],
  experiments: CompareRunsAnswer['experiments'],
  { sections = [...compareSections], text }: { sections?: CompareSection[] | undefined; text?: string | undefined },
): Promise<{ id: CompareSection; rows: PlannedRow[]; more: boolean }[]> {
  const wanted = new Set(sections);
  const runIds = heads.map((head) => head.id);
  const things = wanted.has('data') || wanted.has('models') ? await thingsOfRuns(ctx, runIds) : [];
  const thingsOf = Map.groupBy(things, (thing) => thing.runId);
  const described = wanted.has('data') ? await describedDatasets(ctx, things) : new Map();
  const names = new Map(experiments.map(({ id, name }) => [id, name]));
  const letters = lettersFor(heads.length);
  const factsOf = async (section: Exclude<CompareSection, KeptSection>): Promise<Facts[]> => {
    switch (section) {
      case 'overview':
        return heads.map((head) => overviewFacts(head, names));
      case 'code':
        return heads.map((head) => codeFacts(head, letters));
      case 'environment':
        return environmentFacts(ctx, heads);
      case 'data':
        return heads.map((head) => dataFacts(thingsOf.get(head.id) ?? [], described));
      case 'models':
        return heads.map((head) => modelFacts(thingsOf.get(head.id) ?? []));
    }
  };
  const fits = ({ key }: { key: string }) => !text || key.toLowerCase().includes(text.toLowerCase());
  return Promise.all(
    compareSections
      .filter((id) => wanted.has(id))
      .map(async (id) => {
        if (!isKept(id)) {
          const inOrder = id === 'overview' ? overviewKeys : id === 'code' ? codeKeys : [];
          const { rows, more } = factRows(id, await factsOf(id), inOrder);
          return { id, rows: rows.filter(fits), more };
        }
        const keys = await keptKeys(ctx, id, runIds, { text, without: id === 'tags' ? shownElsewhere : [] });
        const rows = keys.slice(0, mostKeys).map(({ key, differs }) => ({ section: id, key, differs }));
        return { id, rows: rows.sort((a, b) => byName.compare(a.key, b.key)), more: keys.length > mostKeys };
      }),
  );
}

function isKept(section: CompareSection): section is KeptSection {
  return section === 'params' || section === 'metrics' || section === 'tags' || section === 'artifacts';
}

/** Of few runs long texts are told apart where they are shown; of hundreds nobody reads them. */
export function lettersFor(runs: number): number {
  return runs <= 10 ? 2_000 : runs <= 100 ? 300 : 100;
}
