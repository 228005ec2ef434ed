import { expect, test } from 'vitest';
import { nativeRunsGrammar } from './grammars/native-runs.ts';
import { parseNativeFilter } from './parse-native-filter.ts';
import { Random } from './testing/random.ts';
import { nativeEquals, nativeName } from './write-native-term.ts';

const pieces = ['`', '``', '"', "'", '\\', 'a', ' ', '.', 'é', '😀', '%', ')', ' or ', '7', '\n', ''];

function randomText(random: Random): string {
  return Array.from({ length: random.below(7) }, () => random.pick(pieces)).join('');
}

test('what is written reads as what was meant, also within a longer filter', () => {
  const random = new Random(7);
  for (let round = 0; round < 2_000; round += 1) {
    const [key, value] = [randomText(random) || 'k', random.chance(0.1) ? null : randomText(random)];
    const name = nativeName('param', key);
    const quotes = ['`', '"', "'"].filter((quote) => key.includes(quote));
    if (name === undefined) {
      expect(quotes.length, key).toBeGreaterThanOrEqual(key.endsWith('\\') ? 1 : 3);
      continue;
    }
    const { of } = parseNativeFilter(
      `(kind = train) and ${nativeEquals(name, value)} and user = "x"`,
      nativeRunsGrammar,
    ) as {
      of: unknown[];
    };
    const test = value === null ? { kind: 'missing' } : { kind: 'text', operator: '=', value };
    expect(of[1], `${key} ${value}`).toMatchObject({ field: { entity: 'param', key }, test });
    expect(of).toHaveLength(3);
  }
});
