import type { Cell } from '../table/schema.ts';
import { csvLine } from './csv-line.ts';

type Parts = AsyncGenerator<Cell[][], void, void>;

/** CSV with the names of the columns as its first line. */
export async function* csvParts(names: string[], parts: Parts): AsyncGenerator<string, void, void> {
  yield csvLine(names);
  for await (const rows of parts) yield rows.map(csvLine).join('');
}

/** A JSON list of objects, one a line, with the names of the columns as keys. */
export async function* jsonParts(names: string[], parts: Parts): AsyncGenerator<string, void, void> {
  let before = '[\n';
  for await (const rows of parts) {
    if (rows.length === 0) continue;
    const items = rows.map((cells) =>
      JSON.stringify(Object.fromEntries(names.map((name, at) => [name, cells[at] ?? null]))),
    );
    yield before + items.join(',\n');
    before = ',\n';
  }
  yield before === ',\n' ? '\n]\n' : '[]\n';
}
