import type { Table } from '#jobs/tabular/open-table.ts';
import { type PreparedFeatures, prepareFeatures } from '#jobs/tabular/prepare-features.ts';
import type { LoadedModel } from './load-model.ts';

/** A model trained here, prepared for a table whose rows have labels. */
export interface Scorer {
  table: Table;
  model: LoadedModel;
  features: PreparedFeatures;
}

/** @throws DomainError UNPROCESSABLE when the table's columns do not fit the model */
export async function prepareScorer({ table, model }: { table: Table; model: LoadedModel }): Promise<Scorer> {
  return { table, model, features: await prepareFeatures({ table, features: model.encoders.features }) };
}
