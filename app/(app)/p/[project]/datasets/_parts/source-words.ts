import type { VersionSummary } from '#lib/datasets/schema.ts';
import { text } from '#lib/ui/text/text.ts';

/** Where a version came from, in a few words. */
export function sourceWords({ source }: Pick<VersionSummary, 'source'>): string {
  const word = (key: string) => String(source[key] ?? '');
  if (source.type === 'upload') return text.datasets.fromUpload(word('file'));
  if (source.type === 'example') return text.datasets.fromExample(word('example'));
  if (source.type === 'split') return text.datasets.fromSplit(word('dataset'), word('version'));
  if (source.type === 'predictions') return text.datasets.fromPredictions;
  return text.datasets.fromElsewhere;
}
