import { chartType } from '#lib/metrics/chart/chart-body.ts';
import { chartBody } from './chart-body.ts';
import { type PanelAxis, stretchesFor } from './chart-question.ts';
import { widthOnScreen } from './in-view.tsx';

/** Panels of one request: enough that thirty of them are a few requests; the first is small, so that it is answered early. */
export const panelsAtOnce = 6;
export const panelsAtFirst = 2;

/** What a page asked before its scripts were there: the body of each request, and the answer that is on its way. */
type Asked = Map<string, Promise<Response>>;

declare global {
  var trazaAsked: Asked | undefined;
}

/**
 * A script for the page that the server draws, behind the places of its panels: it asks for those on screen in the very
 * requests that `askChart` would send once the page has come alive, half a second later.
 * @param of runs in the order in which they are asked, and the address that answers
 */
export function earlyScript(of: { url: string; runs: readonly string[]; axis: PanelAxis }): string {
  const given = {
    url: of.url,
    type: chartType,
    // The keys and the number of stretches are known where the script runs.
    body: chartBody({ runs: of.runs, axis: of.axis, within: undefined, buckets: 0, since: undefined }, []),
    parts: [panelsAtFirst, panelsAtOnce],
  };
  const data = JSON.stringify(given).replaceAll('<', '\\u003c');
  return `(${askOnScreen})(${data}, ${widthOnScreen}, ${stretchesFor})`;
}

/** Answers that nobody took by then tell of a past. */
const freshMs = 20_000;

/** The bytes that answer a request which was sent early, each once; undefined where it failed. */
export async function takeEarly(body: object): Promise<ArrayBuffer | undefined> {
  // Since the page was opened.
  if (performance.now() > freshMs) globalThis.trazaAsked = undefined;
  const asked = globalThis.trazaAsked;
  const text = JSON.stringify(body);
  const answer = asked?.get(text);
  asked?.delete(text);
  try {
    const early = await answer;
    return early?.ok ? await early.arrayBuffer() : undefined;
  } catch {
    return undefined;
  }
}

/** Runs as text in the page: nothing outside of it is there but what it is given. */
function askOnScreen(
  given: { url: string; type: string; body: object; parts: [number, number] },
  widthOf: typeof widthOnScreen,
  bucketsFor: typeof stretchesFor,
): void {
  const { url, type } = given;
  const byStretches = new Map<number, string[]>();
  for (const place of document.querySelectorAll<HTMLElement>('[data-panel]')) {
    const width = widthOf(place);
    if (width === undefined) continue;
    const buckets = bucketsFor(width);
    byStretches.set(buckets, [...(byStretches.get(buckets) ?? []), place.dataset.panel ?? '']);
  }
  const asked = new Map<string, Promise<Response>>();
  globalThis.trazaAsked = asked;
  for (const [buckets, keys] of byStretches) {
    let before: Promise<unknown> = Promise.resolve();
    for (let at = 0; at < keys.length; at += given.parts[at === 0 ? 0 : 1]) {
      const part = keys.slice(at, at + given.parts[at === 0 ? 0 : 1]);
      const body = JSON.stringify({ ...given.body, key: part, buckets });
      const headers = { accept: type, 'content-type': 'application/json' };
      const ask = () => fetch(url, { method: 'POST', body, headers });
      const answer = at === 0 ? ask() : before.then(ask);
      answer.catch(() => {});
      if (at === 0) before = answer;
      asked.set(body, answer);
    }
  }
}
