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

/** Runs of a list, without its brackets. */
export function mlflowRunItems(runs: RunTexts[]): string {
  return runs.map(mlflowRunText).join(',');
}

/** What runs/search answers around its runs, as JSON: what stands before and behind them. */
export function mlflowRunsFrame(any: boolean, nextPageToken: string | undefined): { before: string; behind: string } {
  const token = nextPageToken === undefined ? '' : `"next_page_token":${JSON.stringify(nextPageToken)}`;
  if (!any) return { before: '{', behind: `${token}}` };
  return { before: '{"runs":[', behind: `]${token === '' ? '' : `,${token}`}}` };
}
