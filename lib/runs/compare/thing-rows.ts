import { readColumns, readRowCount } from '../../datasets/logged/read-description.ts';
import { type Facts, gatherFacts } from './fact-rows.ts';
import type { DescribedDataset } from './sql/described-datasets.ts';
import type { RunThing } from './sql/things-of-runs.ts';

/** The data that a run read, and published: which version, how many rows, which columns, from where. */
export function dataFacts(things: readonly RunThing[], described: ReadonlyMap<string, DescribedDataset>): Facts {
  const { add, facts } = gatherFacts();
  for (const { type, role, name, number, kind, digest, rows, datasetId } of things) {
    const key = role || 'dataset';
    if (type === 'dataset' && number !== null) {
      const thing = { type: kind === 'predictions' ? 'predictions' : 'dataset', name, number } as const;
      add(key, { text: `${name} v${number}`, ...(digest ? { digest } : {}), thing });
      add(key, rows, 'rows');
    } else if (type === 'logged-dataset') {
      const { schema = null, profile = null, source = null } = described.get(datasetId ?? '') ?? {};
      const thing = datasetId === null ? undefined : ({ type: 'logged-dataset', name: datasetId } as const);
      add(key, { text: name, ...(digest ? { digest } : {}), ...(thing ? { thing } : {}) });
      add(key, readRowCount(profile), 'rows');
      add(key, loggedColumns(schema), 'columns');
      add(key, source, 'source');
    }
  }
  return facts;
}

/** The models that a run read and made, under their names. */
export function modelFacts(things: readonly RunThing[]): Facts {
  const { add, facts } = gatherFacts();
  for (const { type, role, name, number, digest, status } of things) {
    const key = role === 'output' ? name : `${name} (${role || 'input'})`;
    if (type === 'model' && number !== null) {
      add(key, { text: `v${number}`, ...(digest ? { digest } : {}), thing: { type: 'model', name, number } });
    } else if (type === 'logged-model') {
      add(key || 'model', { text: status === 'READY' || status === null ? (digest ?? '') : `${digest} ${status}` });
    }
  }
  return facts;
}

function loggedColumns(schema: string | null): string | undefined {
  return readColumns(schema)
    ?.map(({ name, type }) => (name === null ? type : `${name}: ${type}`))
    .join(', ');
}
