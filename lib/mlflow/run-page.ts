import type { RunTexts } from '../runs/search/run-texts.ts';
import { serializeRunInfo, serializeRunInputs, serializeRunOutputs } from './run.ts';

// Texts grow piece by piece here: their bytes are put together once, when they are written, and not at each level.

function dataItems({ metrics, params, tags }: RunTexts): string {
  let text = '';
  for (const [name, items] of Object.entries({ metrics, params, tags })) {
    if (items !== '') text += `${text === '' ? '' : ','}"${name}":[${items}]`;
  }
  return text;
}

/** A run of a search as JSON. */
export function mlflowRunText(run: RunTexts): string {
  const inputs = run.datasets.length + run.modelInputs.length > 0 ? JSON.stringify(serializeRunInputs(run)) : '{}';
  const outputs = run.modelOutputs.length > 0 ? JSON.stringify(serializeRunOutputs(run)) : '{}';
  const info = JSON.stringify(serializeRunInfo(run.info));
  return `{"info":${info},"data":{${dataItems(run)}},"inputs":${inputs},"outputs":${outputs}}`;
}

/** Runs of a list, without its brackets. */
export function mlflowRunItems(runs: RunTexts[]): string {
  let text = '';
  for (const run of runs) text += `${text === '' ? '' : ','}${mlflowRunText(run)}`;
  return text;
}

/** What runs/search answers around its runs, as JSON: what stands before and behind them. */
export function mlflowRunsFrame(any: boolean, nextPageToken: string | undefined): { before: string; behind: string } {
  const token = nextPageToken === undefined ? '' : `"next_page_token":${JSON.stringify(nextPageToken)}`;
  if (!any) return { before: '{', behind: `${token}}` };
  return { before: '{"runs":[', behind: `]${token === '' ? '' : `,${token}`}}` };
}
