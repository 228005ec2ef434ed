import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askedEarly, lookAgain } from './look-again.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function shown(client: QueryClient, name: string, initialData?: string) {
  const ask = vi.fn(async () => `${name} now`);
  const options = { queryKey: [name], queryFn: ask, staleTime: 60_000 };
  const observer = new QueryObserver(client, initialData === undefined ? options : { ...options, initialData });
  observer.subscribe(() => {});
  return ask;
}

test('what the server drew is asked for once more, after the page hears of changes; what the page asked for is not', async () => {
  const client = new QueryClient();
  const before = shown(client, 'run', 'running');
  const watching = lookAgain(client);
  const asked = shown(client, 'count');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(before).not.toHaveBeenCalled();
  watching.live();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(before).toHaveBeenCalledTimes(1);
  expect(client.getQueryData(['run'])).toBe('run now');
  // The next page is drawn while the stream is live.
  const next = shown(client, 'other run', 'running');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(next).toHaveBeenCalledTimes(1);
  expect(before).toHaveBeenCalledTimes(1);
  expect(asked).toHaveBeenCalledTimes(1);
  watching.stop();
  client.clear();
});

test('what was asked early is asked for once more, also where its answer comes late', async () => {
  const client = new QueryClient();
  const answer = Promise.withResolvers<string>();
  const ask = vi.fn(() => answer.promise);
  askedEarly(['panel']);
  void client.prefetchQuery({ queryKey: ['panel'], queryFn: ask, staleTime: Number.POSITIVE_INFINITY });
  new QueryObserver(client, { queryKey: ['panel'], queryFn: ask, staleTime: 60_000 }).subscribe(() => {});
  const watching = lookAgain(client);
  watching.live();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(ask).toHaveBeenCalledTimes(1);
  answer.resolve('points');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(ask).toHaveBeenCalledTimes(2);
  watching.stop();
  client.clear();
});
