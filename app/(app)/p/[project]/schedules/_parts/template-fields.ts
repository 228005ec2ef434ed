type Json = Record<string, unknown>;

/** What the form asks about batch inference; all else a template can say is written as JSON. */
export interface TemplateFields {
  runName: string;
  model: string;
  /** 'newest', 'alias champion' or 'version 3' */
  version: string;
  dataset: string;
  data: 'asOf' | 'newest';
  output: string;
  rows: string;
}

const nominal = '{{ nominal_time }}';

/** The template that the fields mean. Pure. */
export function writeTemplate(fields: TemplateFields): Json {
  const [by, value = ''] = fields.version.split(/ (.*)/s);
  return {
    ...(fields.runName === '' ? {} : { name: fields.runName }),
    model: {
      name: fields.model,
      ...(by === 'alias' ? { alias: value } : by === 'version' ? { version: Number(value) } : {}),
    },
    dataset: { name: fields.dataset, ...(fields.data === 'asOf' ? { asOf: nominal } : {}) },
    output: fields.output,
    rowsPerPartition: Number(fields.rows),
  };
}

/** What the template of a kind may begin as, for somebody who writes it as JSON. Pure. */
export function starterOf(kind: string, fields: TemplateFields): Json {
  const { output: _, rowsPerPartition: __, name: ___, ...read } = writeTemplate(fields);
  if (kind === 'evaluate') return read;
  if (kind === 'train')
    return { recipe: { dataset: read.dataset, target: { column: '' }, features: [{ column: '' }] } };
  return writeTemplate(fields);
}

/** The fields of a template; undefined where it says what they cannot. Pure. */
export function readTemplate(template: Json): TemplateFields | undefined {
  const model = objectOf(template.model);
  const dataset = objectOf(template.dataset);
  const fields: TemplateFields = {
    runName: String(template.name ?? ''),
    model: String(model.name ?? ''),
    version:
      typeof model.alias === 'string'
        ? `alias ${model.alias}`
        : model.version === undefined
          ? 'newest'
          : `version ${model.version}`,
    dataset: String(dataset.name ?? ''),
    data: dataset.asOf === undefined ? 'newest' : 'asOf',
    output: String(template.output ?? ''),
    rows: String(template.rowsPerPartition ?? 100_000),
  };
  const written = writeTemplate(fields);
  const known = { ...template, rowsPerPartition: template.rowsPerPartition ?? 100_000 };
  return sameJson(written, known) ? fields : undefined;
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function sameJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));
}

function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, one]) => [key, inOrder(one)]));
}
