import { parse } from 'yaml';
import { z } from 'zod';
import { DomainError } from '../../errors.ts';

/** How a value of each of MLflow's types of columns is handed to Python. */
const elementsOf = {
  boolean: 'bool',
  integer: 'int32',
  long: 'int64',
  float: 'float32',
  double: 'float64',
  string: 'string',
} as const;

/** What has to be known of a Python model to run it. */
export interface Pyfunc {
  /** 3.11: models are pickled for one minor version of Python. */
  minor: string;
  /** The version of MLflow that logged it. */
  mlflow: string;
  inputs: { name: string; type: string; elements: (typeof elementsOf)[keyof typeof elementsOf]; nullable: boolean }[];
}

const MlModel = z.object({
  mlflow_version: z.string().default('unknown'),
  flavors: z.object({ python_function: z.object({ python_version: z.string() }) }),
  signature: z.object({ inputs: z.string() }),
});

const Inputs = z.array(z.object({ name: z.string(), type: z.string(), required: z.boolean().default(true) })).min(1);

/**
 * Reads an MLmodel file for what runs the model. It is data, read as plain YAML without tags.
 * @throws DomainError UNPROCESSABLE naming what keeps the model from being run on tables
 */
export function parsePyfunc(text: string): Pyfunc {
  const found = MlModel.safeParse(readable(() => parse(text, { maxAliasCount: 0, schema: 'core' })));
  if (!found.success) {
    const missing = found.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw refusal(`its MLmodel file does not say ${missing}`);
  }
  const { flavors, signature, mlflow_version: mlflow } = found.data;
  const minor = /^\d+\.\d+/.exec(flavors.python_function.python_version)?.[0];
  if (!minor) throw refusal('its MLmodel file names no version of Python');
  const inputs = Inputs.safeParse(readable(() => JSON.parse(signature.inputs)));
  if (!inputs.success) throw refusal('its signature does not name columns');
  return {
    minor,
    mlflow,
    inputs: inputs.data.map(({ name, type, required }) => {
      const elements = Object.entries(elementsOf).find(([known]) => known === type)?.[1];
      if (!elements) throw refusal(`its input "${name}" is ${type}; ${Object.keys(elementsOf).join(', ')} can be fed`);
      return { name, type, elements, nullable: !required };
    }),
  };
}

function readable(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    throw refusal('its MLmodel file cannot be read');
  }
}

function refusal(why: string): DomainError {
  return new DomainError('UNPROCESSABLE', `The Python model cannot be fed from a table: ${why}.`, {
    fields: [{ path: 'model', message: why }],
    hint: 'Log it with a signature or an input_example that is a pandas DataFrame.',
  });
}
