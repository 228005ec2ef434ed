/** An array of numbers as text, for statements within Prisma's transactions: as JSON, NaN would become null. */
export function numbersText(values: Iterable<number>): string {
  return `{${[...values].join(',')}}`;
}
