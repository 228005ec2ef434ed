/** A word of the filter that is not what it should be; '' for the end of the text. */
interface Found {
  found: string;
  column: number;
}
interface Unknown {
  name: string;
  column: number;
  /** What was meant, most likely; '' where nothing is near. */
  meant: string;
  known: string;
}

const expected = (wanted: string) => (at: Found) =>
  `Expected ${wanted} at column ${at.column}, found ${at.found === '' ? 'the end' : `'${at.found}'`}`;
const unknown =
  (what: string) =>
  ({ name, column, meant, known }: Unknown) =>
    `unknown ${what} '${name}' at column ${column}; ${meant === '' ? `there are ${known}` : `did you mean '${meant}'?`}`;

/**
 * What may be wrong with a filter of the dashboard, by codes that stay as they are: the API says it in these words, pages
 * in those of their language.
 */
export const nativeFaults = {
  stray: ({ found, column }: Found) =>
    `'${found}' at column ${column} is not expected here; comparisons are joined with "and" or "or"`,
  deep: ({ most }: { most: number }) => `The filter is nested deeper than ${most} levels`,
  unclosed: ({ column }: { column: number }) => `The parenthesis at column ${column} is never closed`,
  early: (_: object) => 'The filter ends too early; a comparison is written as loss < 0.5',
  noName: ({ found, column }: Found) =>
    `'${found}' at column ${column} is no name; a comparison is written as loss < 0.5`,
  manyTerms: ({ most }: { most: number }) => `The filter has more than ${most} comparisons`,
  wantsNull: expected('NULL or NOT NULL'),
  wantsComparison: expected('a comparison such as =, <, contains, in'),
  wantsValue: expected('a value'),
  wantsList: expected('a list as in (a, b)'),
  wantsComma: expected('a comma or the end of the list'),
  unknownAttribute: unknown('attribute'),
  unknownOfDataset: unknown('property of a dataset'),
  openQuote: ({ column }: { column: number }) => `The quote at column ${column} never ends`,
  hugeNumber: ({ found, column }: Found) => `The number ${found} at column ${column} is beyond the range of a float64`,
  longList: ({ most }: { most: number }) => `A list has more than ${most} values`,
  emptyList: ({ column }: { column: number }) => `The list at column ${column} is empty`,
  noComparison: ({ found, column }: Found) =>
    `'${found}' at column ${column} is no comparison; there are = != < <= > >= =~ !~`,
  ofNumbers: ({ found, column, name }: Found & { name: string }) =>
    `'${found}' at column ${column} compares numbers, and ${name} is a text`,
  ofTexts: ({ found, column, name }: Found & { name: string }) =>
    `'${found}' at column ${column} compares texts, and ${name} is a number`,
  noDate: ({ found, column }: Found) =>
    `'${found}' at column ${column} is neither milliseconds nor a date as in '2026-01-31 14:00'`,
  noNumber: ({ found, column, name }: Found & { name: string }) =>
    `'${found}' at column ${column} is no number, and ${name} is compared with numbers here`,
  longPattern: ({ column, most }: { column: number; most: number }) =>
    `The pattern at column ${column} has more than ${most} characters`,
  backReference: ({ column }: { column: number }) =>
    `The pattern at column ${column} refers back to a group, which is not taken`,
  repeats: ({ column, most }: { column: number; most: number }) =>
    `The pattern at column ${column} repeats its parts more than ${most} times`,
};

type Faults = typeof nativeFaults;
export type NativeFault = keyof Faults;
export type FaultValues<F extends NativeFault> = Parameters<Faults[F]>[0];
