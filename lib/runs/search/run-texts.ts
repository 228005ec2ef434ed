import type { LoggedDatasetRecord, RunInfo } from '../run-record.ts';

/**
 * A run of a page. Its metrics, params and tags are JSON already, as items of a list: a page has tens of thousands of
 * them, and nobody but its reader looks inside. Keys and values are fields `key` and `value`; metrics have `timestamp`
 * and `step` too, and the texts "NaN", "Infinity", "-Infinity" for what JSON has no number for.
 */
export interface RunTexts {
  info: RunInfo;
  metrics: string;
  params: string;
  tags: string;
  datasets: { dataset: LoggedDatasetRecord; tags: Record<string, string> }[];
  modelInputs: string[];
  modelOutputs: { modelId: string; step: number }[];
}
