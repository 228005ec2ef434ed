import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { refresh } from './refresh.ts';

test('a slow question is answered however often things change meanwhile, and asked once more after the last', async () => {
  const client = new QueryClient();
  const answers: PromiseWithResolvers<number>[] = [];
  const observer = new QueryObserver(client, {
    queryKey: ['run'],
    queryFn: () => {
      const answer = Promise.withResolvers<number>();
      answers.push(answer);
      return answer.promise;
    },
  });
  const stop = observer.subscribe(() => {});
  expect(answers).toHaveLength(1);
  for (let change = 0; change < 5; change += 1) refresh(client, () => true);
  expect(answers).toHaveLength(1);
  answers[0]?.resolve(1);
  await expect.poll(() => answers.length).toBe(2);
  expect(client.getQueryData(['run'])).toBe(1);
  answers[1]?.resolve(2);
  await expect.poll(() => client.getQueryData(['run'])).toBe(2);
  expect(answers).toHaveLength(2);
  refresh(client, () => true);
  expect(answers).toHaveLength(3);
  stop();
});
