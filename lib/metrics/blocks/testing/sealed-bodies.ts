import { newPoints, type PointColumns } from '../points.ts';

function points(valueAt: (index: number) => number): PointColumns {
  const columns = newPoints(70);
  for (let index = 0; index < columns.length; index += 1) {
    columns.step[index] = index;
    columns.at[index] = 1_700_000_000_000 + index * 137 + ((index * index) % 11);
    columns.value[index] = valueAt(index);
  }
  return columns;
}

/** Bodies as databases hold them that were sealed before durations, rates and values apart had forms of their own. */
export const sealedBodies = [
  {
    name: 'same',
    points: points(() => 0.1),
    body: 'AzlpKLUv/SBphQEAZAJGAAAAAAEBAIDQlf+8MQCEAQEABggKAQMFBwkAAgQAAJoAmbkAPwIAuUJ7n8UJ',
  },
  {
    name: 'double',
    points: points((index) => index / 7),
    body: 'A+gBkQUotS/9YJEB9QYAxAlGAAAAAAEBAIDQlf+8MQCEAQEABggKAQMFBwkAAgQAAJKS25K32wCSJbdJ224ASZLbJW63JUluACQktiRttgAkSW2SttsAkiS2SdttSZLbAElJbcLS2+Lm6/Dy9Pb5+/0AAQIDBAUGCAkKCwwNDhAQERESEhMUFBUVFhYXGBgZGRoaGxwcHR0eHh8gICAgISEhIiIiIiMjIwAAP0AaAASnIDhnDKyhDMgRIwOGZQAqQWEQsEYAIEOMDBiWASgJTjngahFwQJUL4MFPOwLCIANVGYAHP+2gQjRhqTgB',
  },
  {
    name: 'steps',
    points: points((index) => Math.fround(1 / (1 + index / 1_000))),
    body: 'A5oB8QEotS/9IPGNBACkB0YAAAAAAQEAgNCV/7wxAIQBAQAGCAoBAwUHCQACBAMBAICAgPwDAfiCAQIAACFCZISmx+cJKUpqiqvL6wsrS2qKqsnoCCZGZYSiweD/HDxZeJW00fANK0hmg6G+2/gVMk9riKXB3voWM05rhqK/2fYRAAECAwQFBgcICQCACCAHCANZADmQGchC4QjjfZY8',
  },
  {
    name: 'decimal',
    points: points((index) => (index * 3) / 100),
    body: 'AzZfKLUv/SBfbQEAVAJGAAAAAAEBAIDQlf+8MQCEAQEABggKAQMFBwkAAgQEAgAAAAADAQDeZ3EC',
  },
];
