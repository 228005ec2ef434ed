import { z } from 'zod';
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
      add(key, { text: name, ...(digest ? { digest } : {}) });
      add(key, loggedRows(profile), 'rows');
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

const Profile = z.object({ num_rows: z.number() });
const Columns = z.object({ mlflow_colspec: z.array(z.object({ name: z.string().optional(), type: z.string() })) });

/** Clients send JSON of their own; what cannot be read says nothing. */
function parsed<T>(schema: z.ZodType<T>, text: string | null): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text ?? 'null')).data;
  } catch {
    return undefined;
  }
}

function loggedRows(profile: string | null): number | undefined {
  return parsed(Profile, profile)?.num_rows;
}

function loggedColumns(schema: string | null): string | undefined {
  return parsed(Columns, schema)
    ?.mlflow_colspec.map(({ name, type }) => (name === undefined ? type : `${name}: ${type}`))
    .join(', ');
}
