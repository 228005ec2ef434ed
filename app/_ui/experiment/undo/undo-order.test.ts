import { expect, test } from 'vitest';
import { createUndoOrder } from './undo-order.ts';

function stackOf(name: string, log: string[], steps = Number.POSITIVE_INFINITY) {
  let left = steps;
  return {
    undo: () => {
      left -= 1;
      if (left >= 0) log.push(`${name} back`);
      return left >= 0;
    },
    redo: () => log.push(`${name} again`) > 0,
  };
}

test('changes of two kinds are taken back in the order in which they were made', () => {
  const log: string[] = [];
  const [address, board] = [stackOf('address', log), stackOf('board', log)];
  const order = createUndoOrder();
  for (const stack of [address, board, board, address]) order.record(stack);
  for (let step = 0; step < 5; step += 1) order.undo();
  expect(log).toEqual(['address back', 'board back', 'board back', 'address back']);
  log.length = 0;
  order.redo();
  order.redo();
  expect(log).toEqual(['address again', 'board again']);
  order.record(address);
  log.length = 0;
  order.redo();
  expect(log).toEqual([]);
  order.undo();
  order.undo();
  expect(log).toEqual(['address back', 'board back']);
});

test('a step that was forgotten is passed over', () => {
  const log: string[] = [];
  const order = createUndoOrder();
  order.record(stackOf('address', log));
  order.record(stackOf('board', log, 0));
  order.undo();
  expect(log).toEqual(['address back']);
});
