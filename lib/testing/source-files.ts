import { readdirSync } from 'node:fs';
import path from 'node:path';

const skipped = new Set(['node_modules', '.next', '.git', '.traza', '.venv', 'generated']);

/** Every TypeScript file below `folder` that people write. */
export function* sourceFiles(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (skipped.has(entry.name)) continue;
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* sourceFiles(file);
    else if (/\.(ts|tsx)$/.test(entry.name)) yield file;
  }
}
