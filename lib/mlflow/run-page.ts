import type { RunTexts } from '../runs/search/run-texts.ts';
import { serializeRunInfo, serializeRunInputs, serializeRunOutputs } from './run.ts';

function list(name: string, items: string): string {
  return items === '' ? '' : `"${name}":[${items}]`;
}

/** A run of a search as JSON. */
export function mlflowRunText(run: RunTexts): string {
  const data = [list('metrics', run.metrics), list('params', run.params), list('tags', run.tags)];
  const inputs = run.datasets.length + run.modelInputs.length > 0 ? JSON.stringify(serializeRunInputs(run)) : '{}';
  const outputs = run.modelOutputs.length > 0 ? JSON.stringify(serializeRunOutputs(run)) : '{}';
  const info = JSON.stringify(serializeRunInfo(run.info));
  return `{"info":${info},"data":{${data.filter((part) => part !== '').join(',')}},"inputs":${inputs},"outputs":${outputs}}`;
}

/** What runs/search answers, as JSON. */
export function mlflowRunsText(runs: RunTexts[], nextPageToken: string | undefined): string {
  const parts: string[] = [];
  if (runs.length > 0) parts.push(`"runs":[${runs.map(mlflowRunText).join(',')}]`);
  if (nextPageToken !== undefined) parts.push(`"next_page_token":${JSON.stringify(nextPageToken)}`);
  return `{${parts.join(',')}}`;
}
