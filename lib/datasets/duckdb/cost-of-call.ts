/**
 * Why a call may cost more than DuckDB can be stopped at, or undefined. Within one value nothing is interrupted and
 * no memory is counted: LIKE with several wildcards tries every way to place them (measured: 300 letters and eight wildcards
 * outlive every timeout), and nested replace() multiplies its text.
 */
export function costOfCall(name: string, args: unknown[]): string | undefined {
  if (patternFunctions.has(name)) {
    const pattern = textOf(args[1]);
    if (pattern === undefined) return 'the pattern of LIKE and GLOB must be a text in quotes';
    const wildcards = pattern.match(/[%*]+/g)?.length ?? 0;
    if (wildcards > 3) return `the pattern "${pattern.slice(0, 100)}" has more than 3 wildcards of any length`;
  }
  if (name === 'replace') {
    const [found, put] = [textOf(args[1]), textOf(args[2])];
    if (found === undefined || put === undefined) return 'replace() takes two texts in quotes';
    if (put.length > found.length && JSON.stringify(args[0]).includes('"function_name":"replace"'))
      return 'a replace() around another may not make the text longer';
  }
  return undefined;
}

const patternFunctions = new Set(
  '~~ !~~ ~~* !~~* ~~~ like_escape not_like_escape ilike_escape not_ilike_escape'.split(' '),
);

function textOf(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null || !('value' in node)) return undefined;
  const { value } = node;
  const text = typeof value === 'object' && value !== null && 'value' in value ? value.value : undefined;
  return typeof text === 'string' ? text : undefined;
}
