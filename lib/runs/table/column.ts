/** What a series keeps beside its last value. `best` is the least or the greatest, whichever its experiment holds for better. */
export const figures = ['last', 'min', 'max', 'best', 'count', 'firstStep', 'lastStep'] as const;
export type Figure = (typeof figures)[number];

/** Attributes of a run that a table shows, in the words of the dashboard. */
export const attributes = [
  'id',
  'name',
  'status',
  'kind',
  'user',
  'actor',
  'created',
  'started',
  'ended',
  'duration',
  'parent',
] as const;
export type Attribute = (typeof attributes)[number];

/** Those by which runs may be put into groups: many runs may share them. */
export const groupable: readonly Attribute[] = ['name', 'status', 'kind', 'user', 'actor', 'parent'];

export const datasetFields = ['name', 'digest', 'context'] as const;

/** A column of the runs table. */
export type Column =
  | { entity: 'attribute'; key: Attribute }
  | { entity: 'metric'; key: string; figure: Figure }
  | { entity: 'param' | 'tag'; key: string }
  | { entity: 'dataset'; key: (typeof datasetFields)[number] };

function among<T extends string>(words: readonly T[], word: string): T | undefined {
  return words.find((one) => one === word);
}

/**
 * Reads the name of a column: an attribute, `metric:<key>` (its last value), `metric:<key>:<figure>`, `param:<key>`,
 * `tag:<key>`, `dataset:name|digest|context`. A key that ends in a figure's word itself is named with its figure:
 * `metric:loss:min:last`. Pure.
 * @returns undefined for names of nothing
 */
export function parseColumn(name: string): Column | undefined {
  const attribute = among(attributes, name);
  if (attribute) return { entity: 'attribute', key: attribute };
  const colon = name.indexOf(':');
  const [entity, key] = [name.slice(0, Math.max(0, colon)), name.slice(colon + 1)];
  if (key === '') return undefined;
  if (entity === 'param' || entity === 'tag') return { entity, key };
  if (entity === 'dataset') {
    const field = among(datasetFields, key);
    return field && { entity, key: field };
  }
  if (entity !== 'metric') return undefined;
  const last = key.lastIndexOf(':');
  const figure = last > 0 ? among(figures, key.slice(last + 1)) : undefined;
  return figure ? { entity, key: key.slice(0, last), figure } : { entity, key, figure: 'last' };
}

/** Whether runs may be put into groups by a column. */
export function isGroupable(column: Column): boolean {
  if (column.entity === 'attribute') return groupable.includes(column.key);
  return column.entity === 'param' || column.entity === 'tag';
}
