export type PreviewKind = 'text' | 'json' | 'table' | 'markdown' | 'page' | 'image' | 'drawing' | 'unknown' | 'none';

const byEnding: [RegExp, PreviewKind][] = [
  [/\.(csv|tsv)$/i, 'table'],
  [/\.(md|markdown)$/i, 'markdown'],
  [/\.html?$/i, 'page'],
  [/\.svg$/i, 'drawing'],
  [/\.(png|jpe?g|gif|webp|avif|bmp)$/i, 'image'],
  [/\.(json|ipynb|geojson)$/i, 'json'],
  [/\.(parquet|zip|gz|tar|tgz|pkl|pickle|joblib|npy|npz|pt|pth|ckpt|safetensors|onnx|h5|pb|bin|pdf)$/i, 'none'],
];
const textual = /^(text\/|application\/(x-ndjson|xml|yaml|x-yaml|toml|javascript|sql))/;

/**
 * How a file can be shown beside the list, by its name and the media type it was given. `unknown` may be text: its bytes
 * say so. Nothing of it ever runs in this page: pages run in a frame of an origin of their own, drawings are pictures.
 */
export function previewKind({ path, mime }: { path: string; mime: string }): PreviewKind {
  const known = byEnding.find(([ending]) => ending.test(path))?.[1];
  if (known) return known;
  if (/^application\/(.+\+)?json\b/.test(mime)) return 'json';
  if (/^text\/(csv|tab-separated-values)\b/.test(mime)) return 'table';
  if (/^text\/html\b/.test(mime)) return 'page';
  if (/^text\/markdown\b/.test(mime)) return 'markdown';
  if (/^image\/svg\+xml\b/.test(mime)) return 'drawing';
  if (/^image\/(png|jpeg|gif|webp|avif|bmp)\b/.test(mime)) return 'image';
  return textual.test(mime) ? 'text' : 'unknown';
}

/** Whether bytes are text that a person can read: no zero byte, and nearly all of it is UTF-8. */
export function looksLikeText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  const read = new TextDecoder().decode(bytes);
  // A character cut at the end is none of ours to complain about.
  const broken = read.slice(0, -1).split('\ufffd').length - 1;
  return broken <= read.length / 100;
}
