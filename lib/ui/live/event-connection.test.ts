import { describe, expect, test } from 'vitest';
import { backoffMs, type Change, connectEvents, parseChange } from './event-connection.ts';

class FakeSource extends EventTarget {
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  closed = false;
  close() {
    this.closed = true;
  }
}

function harness() {
  const sources: FakeSource[] = [];
  const waits: { ms: number; run: () => void; cancelled: boolean }[] = [];
  const states: string[] = [];
  const changes: Change[] = [];
  const builds: string[] = [];
  let gaps = 0;
  const connection = connectEvents(
    '/p/flights/api/v1/events',
    {
      state: (state) => states.push(state),
      change: (change) => changes.push(change),
      gap: () => {
        gaps += 1;
      },
      build: (id) => builds.push(id),
    },
    {
      open: () => {
        const source = new FakeSource();
        sources.push(source);
        return source as EventTarget as EventSource;
      },
      wait: (ms, run) => {
        const wait = { ms, run, cancelled: false };
        waits.push(wait);
        return () => {
          wait.cancelled = true;
        };
      },
      random: () => 0.5,
    },
  );
  return { connection, sources, waits, states, changes, builds, gaps: () => gaps };
}

describe('one event stream', () => {
  test('hands over changes and ignores what is not one', () => {
    const { sources, changes } = harness();
    sources[0]?.onopen?.();
    sources[0]?.dispatchEvent(new MessageEvent('change', { data: '{"topic":"run","id":"12"}' }));
    sources[0]?.dispatchEvent(new MessageEvent('change', { data: 'not json' }));
    expect(changes).toEqual([{ topic: 'run', id: '12' }]);
  });

  test('comes back with growing waits, and says that it missed something', () => {
    const { sources, waits, states, gaps } = harness();
    sources[0]?.onopen?.();
    sources[0]?.onerror?.();
    waits[0]?.run();
    sources[1]?.onerror?.();
    waits[1]?.run();
    expect(waits.map((wait) => wait.ms)).toEqual([500, 1000]);
    expect(gaps()).toBe(0);
    sources[2]?.onopen?.();
    expect(gaps()).toBe(1);
    expect(states).toEqual(['connecting', 'live', 'retrying', 'retrying', 'live']);
    expect(sources.slice(0, 2).every((source) => source.closed)).toBe(true);
  });

  test('passes on a gap that the server knows of', () => {
    const { sources, gaps } = harness();
    sources[0]?.onopen?.();
    sources[0]?.dispatchEvent(new MessageEvent('gap'));
    expect(gaps()).toBe(1);
  });

  test('hears which build the server draws, at each opening', () => {
    const { sources, waits, builds } = harness();
    sources[0]?.dispatchEvent(new MessageEvent('build', { data: '{"id":"a"}' }));
    sources[0]?.dispatchEvent(new MessageEvent('build', { data: '{"id":1}' }));
    sources[0]?.onerror?.();
    waits[0]?.run();
    sources[1]?.dispatchEvent(new MessageEvent('build', { data: '{"id":"b"}' }));
    expect(builds).toEqual(['a', 'b']);
  });

  test('the first opening is no gap', () => {
    const { sources, gaps } = harness();
    sources[0]?.onopen?.();
    expect(gaps()).toBe(0);
  });

  test('wakes at once when the network is back, and not once closed', () => {
    const { connection, sources, waits } = harness();
    sources[0]?.onerror?.();
    connection.wake();
    expect(sources).toHaveLength(2);
    expect(waits[0]?.cancelled).toBe(true);
    connection.close();
    sources[1]?.onerror?.();
    connection.wake();
    expect(sources).toHaveLength(2);
    expect(waits).toHaveLength(1);
  });
});

test('waits stay below twenty seconds', () => {
  expect(backoffMs(0, 0)).toBe(375);
  expect(backoffMs(50, 1)).toBe(18_750);
});

test('numbers become ids, other shapes nothing', () => {
  expect(parseChange('{"topic":"experiment","id":4}')).toEqual({ topic: 'experiment', id: '4' });
  expect(parseChange('{"id":4}')).toBeUndefined();
  expect(parseChange(undefined)).toBeUndefined();
});
