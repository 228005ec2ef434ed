import { mimeOf } from '../artifacts/mime-of.ts';

// What MLflow shows as text whatever its own media type; MLmodel and MLproject have no ending.
const texts = new Set(
  (
    'txt log err cfg conf cnf cf ini properties prop hocon toml yaml yml xml json js py py3 csv tsv md rst ipynb ' +
    'MLmodel mlproject MLproject'
  ).split(' '),
);

/** The media type under which MLflow serves a file, by its name alone. */
export function mlflowMimeOf(path: string): string {
  const name = path.split('/').at(-1) ?? '';
  const dot = name.lastIndexOf('.');
  return texts.has(dot < 0 ? name : name.slice(dot + 1)) ? 'text/plain' : mimeOf(name);
}
