export type PreviewKind = 'text' | 'json' | 'image' | 'none';

const textual = /^(text\/|application\/(json|x-ndjson|xml|yaml|x-yaml|toml|javascript|sql)|image\/svg\+xml)/;

/** How a file can be shown beside the list. Markup is shown as its source: another person's HTML never runs here. */
export function previewKind(mime: string): PreviewKind {
  if (/^application\/(.+\+)?json\b/.test(mime)) return 'json';
  if (/^image\/(png|jpeg|gif|webp|avif|bmp)\b/.test(mime)) return 'image';
  return textual.test(mime) ? 'text' : 'none';
}
