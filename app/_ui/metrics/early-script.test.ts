import { afterEach, expect, test, vi } from 'vitest';
import { encodeChart } from '#lib/metrics/chart/encode-chart.ts';
import { askChart, askNow } from './ask-charts.ts';
import { stretchesFor } from './chart-question.ts';
import { earlyScript } from './early-script.ts';

const sent: { url: string; body: string }[] = [];

/** A window of 900 pixels with places of panels, of which `onScreen` are to be seen. */
function openPage({ places, onScreen, width = 420 }: { places: number; onScreen: number; width?: number }): void {
  sent.length = 0;
  const panels = Array.from({ length: places }, (_, index) => ({
    dataset: { panel: `metric/${index}` },
    getBoundingClientRect: () => ({
      top: index < onScreen ? 100 : 1_000,
      bottom: index < onScreen ? 300 : 1_200,
      width,
    }),
  }));
  vi.stubGlobal('document', { querySelectorAll: () => panels });
  vi.stubGlobal('window', { innerHeight: 900 });
  vi.stubGlobal('devicePixelRatio', 2);
  vi.stubGlobal('fetch', (url: string, { body }: { body: string }) => {
    sent.push({ url, body });
    return Promise.resolve(new Response(encodeChart({ x: 'step', mark: 'm', version: 'v', series: [] }, 'single')));
  });
}

const runs = ['b'.repeat(32), 'c'.repeat(32)];

function askAll(count: number, width = 420) {
  const asked = Array.from({ length: count }, (_, index) => ({
    project: 'default',
    runs,
    metric: `metric/${index}`,
    axis: 'step' as const,
    within: undefined,
    buckets: stretchesFor(width, 2),
    since: undefined,
  }));
  const answers = asked.map((question) => askChart(question, new AbortController().signal));
  askNow();
  return Promise.all(answers);
}

afterEach(() => {
  vi.unstubAllGlobals();
  globalThis.trazaAsked = undefined;
});

test('a script in the page asks for the panels on screen, and the page that comes alive asks for none of them again', async () => {
  openPage({ places: 12, onScreen: 9 });
  // What the browser does with the text of the script.
  new Function(earlyScript({ url: '/p/default/api/v1/metrics/chart', runs, axis: 'step' }))();
  await expect.poll(() => sent.length).toBe(3);
  expect(sent.map(({ body }) => JSON.parse(body).key.length)).toEqual([2, 6, 1]);
  await askAll(9);
  expect(sent).toHaveLength(3);
  // What is asked for anew is asked of the server.
  await askAll(2);
  expect(sent).toHaveLength(4);
});

test('an early request that failed is sent again', async () => {
  openPage({ places: 2, onScreen: 2 });
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('', { status: 503 })));
  new Function(earlyScript({ url: '/x', runs, axis: 'step' }))();
  openPage({ places: 2, onScreen: 2 });
  await askAll(2);
  expect(sent).toHaveLength(1);
});

test('no text of a person ends the script', () => {
  expect(earlyScript({ url: '/x', runs, axis: { metric: '</script><script>alert(1)' } })).not.toContain('</script');
});
