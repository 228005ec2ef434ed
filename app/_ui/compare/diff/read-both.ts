import type { CompareRow, CompareValue } from '#lib/runs/compare/schema.ts';
import type { RunDetail } from '#lib/runs/schema.ts';
import { diffTags } from '#lib/tags/known-tags.ts';
import { apiFetch, apiSend } from '#lib/ui/api.ts';
import { formatBytes } from '#lib/ui/format.ts';
import { text } from '#lib/ui/text/text.ts';
import { artifactPath } from '../../run/artifact-path.ts';
import { previewKind } from '../../run/preview-kind.ts';
import { wordsOf } from '../compare-cell.tsx';
import { isFile, isText } from '../value-text.ts';

/** Bytes of a file that is compared in the browser. */
const mostBytes = 2_000_000;

/** What a run has in a row. */
export interface RowOfRun {
  runId: string;
  value: CompareValue | undefined;
}

/** The whole texts of two runs in one row, or why they cannot be shown. */
export async function readBoth(
  project: string,
  row: CompareRow,
  [left, right]: readonly [RowOfRun, RowOfRun],
  signal: AbortSignal,
): Promise<{ left: string; right: string } | { note: string }> {
  for (const { value } of [left, right]) {
    if (!isFile(value)) continue;
    const kind = previewKind({ path: row.key, mime: value.mime });
    if (['image', 'none', 'unknown'].includes(kind) && !looksLikeText(row.key))
      return { note: text.compare.diff.binary };
    if (value.size > mostBytes) return { note: text.compare.diff.tooLarge(formatBytes(value.size)) };
  }
  const read = (one: RowOfRun) => wholeText(project, row, one, signal);
  const [before, after] = await Promise.all([read(left), read(right)]);
  return { left: before, right: after };
}

// Clients send the files of models and environments as bytes of no kind.
function looksLikeText(path: string): boolean {
  return /(\.(txt|ya?ml|json|md|toml|cfg|ini|py|r|sql|log|csv|patch|diff)|MLmodel|Dockerfile)$/i.test(path);
}

async function wholeText(
  project: string,
  row: CompareRow,
  { runId, value }: RowOfRun,
  signal: AbortSignal,
): Promise<string> {
  if (value === undefined) return '';
  if (isFile(value)) return (await apiSend(project, artifactPath(runId, row.key), { signal })).text();
  if (!isText(value) || value.length === undefined) return spread(wordsOf(value));
  const run = await apiFetch<RunDetail>(project, `/runs/${runId}`, { signal });
  const whole =
    row.section === 'code'
      ? diffTags.map((tag) => run.tags[tag]).find((one) => one)
      : (row.section === 'params' ? run.params : run.tags)[row.key];
  return spread(whole ?? '');
}

/** JSON in one line is read with a line for each of its fields. */
function spread(words: string): string {
  if (!/^\s*[[{]/.test(words) || words.includes('\n')) return words;
  try {
    return JSON.stringify(JSON.parse(words), null, 2);
  } catch {
    return words;
  }
}
