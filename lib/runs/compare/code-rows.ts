import { repositoryUrl } from '../../recipes/repository-url.ts';
import { codeTags, diffTags, dirtyTag } from '../../tags/known-tags.ts';
import { cutText } from './cut-text.ts';
import { type Facts, gatherFacts } from './fact-rows.ts';
import type { RunHead } from './sql/run-heads.ts';

/** Rows of the code in their order. */
export const codeKeys = ['commit', 'repository', 'branch', 'dirty', 'diff', 'source', 'entryPoint', 'builtin'] as const;

/** Which code ran: as a client told it, or the built-in at the version that the recipe names. */
export function codeFacts({ told, kind, codeVersion, codeCommit }: RunHead, letters: number): Facts {
  const { add, facts } = gatherFacts();
  const tags = told ?? {};
  add('commit', tags[codeTags.commit] ?? codeCommit);
  add('repository', repositoryUrl(tags[codeTags.repository]));
  add('branch', tags[codeTags.branch]);
  add('dirty', tags[dirtyTag]);
  const diff = diffTags.map((tag) => tags[tag]).find((text) => text);
  if (diff) add('diff', cutText(diff, letters));
  add('source', tags[codeTags.source]);
  add('entryPoint', tags[codeTags.entryPoint]);
  if (codeVersion)
    add('builtin', { text: `${kind} ${codeVersion.slice(0, 12)}`, thing: { type: 'code', name: codeVersion } });
  return facts;
}
