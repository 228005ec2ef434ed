import { closest } from '../filter/closest.ts';
import { FilterError, shown } from '../filter/filter-error.ts';
import { loggedModelsGrammar } from '../filter/grammars/logged-models.ts';
import type { OrderTerm } from '../filter/tree.ts';

/** A key of the order of logged models; a metric may be one measured on a dataset. */
export interface LoggedModelOrder extends OrderTerm {
  dataset?: { name?: string | undefined; digest?: string | undefined };
}

/** An order as MLflow's clients write it. */
export interface WireModelOrder {
  fieldName: string;
  ascending: boolean;
  datasetName?: string | undefined;
  datasetDigest?: string | undefined;
}

/** @throws FilterError for names that logged models are not ordered by */
export function parseLoggedModelOrder({
  fieldName,
  ascending,
  datasetName,
  datasetDigest,
}: WireModelOrder): LoggedModelOrder {
  const invalid = (why: string) =>
    new FilterError(`Invalid order by field name: ${shown(fieldName)}${why}`, 1, 'order_by');
  const [, entity, rest = ''] = /^([^.]*)\.(.*)$/s.exec(fieldName) ?? [];
  const descending = !ascending;
  if (entity === undefined) {
    const known = loggedModelsGrammar.orderable;
    const name = fieldName.trim();
    const found = Object.hasOwn(known, name) ? known[name] : undefined;
    if (found) return { field: { entity: 'attribute', key: found.name ?? name }, descending };
    const near = closest(name, Object.keys(known));
    throw invalid(
      near ? `; did you mean '${near}'?` : `. There are ${Object.keys(known).join(', ')}, and metrics.<name>.`,
    );
  }
  if (entity !== 'metrics' || rest === '') throw invalid('. Only metrics are supported.');
  const key = rest.length > 1 && rest.startsWith('`') && rest.endsWith('`') ? rest.slice(1, -1) : rest;
  return {
    field: { entity: 'metric', key },
    descending,
    dataset: { name: datasetName, digest: datasetDigest },
  };
}
