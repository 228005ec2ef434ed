import { z } from 'zod';
import { jsonDepth } from '../../http/json-depth.ts';

// Clients describe datasets in JSON of their own; what cannot be read says nothing.

/** A column of a dataset, or one of its tensors. */
export interface LoggedColumn {
  /** null where the client named none. */
  name: string | null;
  type: string;
  /** Whether each row has it; null where the client did not say. */
  required: boolean | null;
}

const Tensor = z.object({ 'tensor-spec': z.object({ dtype: z.string(), shape: z.array(z.number()) }) });
const Columns = z.object({
  mlflow_colspec: z.array(
    z.object({
      name: z.string().nullish(),
      type: z.string(),
      required: z.boolean().nullish(),
      items: z.object({ type: z.string() }).optional().catch(undefined),
    }),
  ),
});
/** Of arrays: each part is JSON within the JSON. */
const Tensors = z.object({ mlflow_tensorspec: z.record(z.string(), z.string().nullable()) });

/** The columns of a dataset in what its client sent as its schema. */
export function readColumns(schema: string | null): LoggedColumn[] | undefined {
  const value = parsed(schema);
  const columns = Columns.safeParse(value).data?.mlflow_colspec.map(({ name, type, required, items }) => ({
    name: name ?? null,
    type: items ? `${type}<${items.type}>` : type,
    required: required ?? null,
  }));
  return columns ?? tensors(value);
}

function tensors(value: unknown): LoggedColumn[] | undefined {
  const parts = Tensors.safeParse(value).data?.mlflow_tensorspec;
  if (!parts) return undefined;
  const columns = Object.entries(parts).flatMap(([name, text]) => {
    const specs = z.array(Tensor).safeParse(parsed(text)).data ?? [];
    return specs.map(({ 'tensor-spec': { dtype, shape } }) => ({
      name,
      type: `${dtype} [${shape.join(', ')}]`,
      required: null,
    }));
  });
  return columns.length > 0 ? columns : undefined;
}

/** What a client sent as the profile of a dataset, as pairs of texts. */
export function readProfile(profile: string | null): Record<string, string> | undefined {
  const fields = z.record(z.string(), z.unknown()).safeParse(parsed(profile)).data;
  if (!fields) return undefined;
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}

const Rows = z.object({ num_rows: z.number() });

export function readRowCount(profile: string | null): number | undefined {
  return Rows.safeParse(parsed(profile)).data?.num_rows;
}

/** The place in the source of a dataset: clients send JSON with one address in it. */
export function readAddress(source: string): string {
  const fields = z.record(z.string(), z.unknown()).safeParse(parsed(source)).data ?? {};
  const address = fields.uri ?? fields.url ?? fields.path ?? fields.table_name;
  return typeof address === 'string' ? address : source;
}

/** Deeper JSON is not read: what checks it or writes it again goes down by calls. */
const mostLevels = 64;

function parsed(text: string | null): unknown {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return jsonDepth(text ?? '') > mostLevels ? undefined : value;
  } catch {
    return undefined;
  }
}
