import type { RecipeDocument } from '../recipes/schema.ts';
import { type ComparedPoint, compareSeries } from './compare-series.ts';
import { type Comparison, type Difference, type Verdict, verdictWords } from './schema.ts';

/** What is known of a run that is compared. */
export interface RunFacts {
  recipe: { digest: string; document: RecipeDocument } | null;
  /** Fingerprint of the environment that was observed: field -> value. */
  environment: Record<string, unknown> | null;
  /** Digests the recipe names, and those taken from the bytes; null where nobody took them. */
  inputs: { role: string; digest: string; before: string | null; after: string | null }[];
  /** Outputs declared deterministic: files, partitions, the published version. */
  outputs: { name: string; digest: string }[];
  /** Metrics that must repeat: digest over (step, value) in order, and the points where the digests of two runs differ. */
  metrics: { key: string; digest: string; points?: ComparedPoint[] }[];
}

/** A longer list helps nobody; what differs first is in it. */
const mostDifferences = 200;

/**
 * Says whether two runs came out the same, and if not what differs first, by cause before effect: what could not be
 * compared, what went in, what came out. Pure: the caller loads the facts.
 */
export function compareRuns(a: RunFacts, b: RunFacts, { tolerance = 1e-6 } = {}): Comparison {
  const asked = a.recipe && b.recipe ? compareRecipes(a.recipe.document, b.recipe.document) : [];
  const surroundings = [...asked.filter(isSurrounding), ...compareEnvironments(a.environment, b.environment)];
  const causes = [...compareInputs(a, b), ...asked.filter((one) => !isSurrounding(one))];
  const outputs = compareOutputs(a.outputs, b.outputs);
  const metrics = compareMetrics(a.metrics, b.metrics);
  const effects = [...outputs.differences, ...metrics.differences];
  const shared = {
    differences: [...surroundings, ...causes, ...effects].slice(0, mostDifferences),
    outputs: { equal: outputs.equal, compared: outputs.compared },
    metrics: { equal: metrics.equal, compared: metrics.compared, largestRelative: metrics.largestRelative },
    tolerance,
  };
  const settle = (verdict: Verdict, first: Difference | null, why: string): Comparison => ({
    verdict,
    summary: `${verdictWords[verdict]}: ${why}`,
    first,
    ...shared,
  });

  if (outputs.compared + metrics.compared === 0) {
    return settle('not-comparable', null, 'neither run has outputs or metrics that must repeat');
  }
  if (!a.recipe || !b.recipe) {
    const which = !a.recipe && !b.recipe ? 'both runs were' : `the ${a.recipe ? 'second' : 'first'} run was`;
    return settle('not-comparable', null, `${which} logged without a sealed recipe, so what was asked is not known`);
  }
  // What changed while it was read proves nothing, whatever came out.
  const tainted = changedWhileRead(a) ?? changedWhileRead(b);
  if (tainted) return settle('different', tainted, `the bytes of ${inWords(tainted).slice('the '.length)}`);
  if (effects.length === 0) {
    const [other] = [...surroundings, ...causes];
    const files = outputs.compared > 0 ? `${outputs.compared} of ${outputs.compared} outputs` : 'no output to compare';
    const series = `${metrics.compared} of ${metrics.compared} metrics`;
    return settle(
      'bit-identical',
      other ?? null,
      `${files} and ${series} have equal bits${other ? `, although ${inWords(other)}` : ''}`,
    );
  }
  const [surrounding] = surroundings;
  if (surrounding) return settle('not-comparable', surrounding, inWords(surrounding));
  const [cause] = causes;
  if (cause) return settle('different', cause, inWords(cause));
  const [output] = outputs.differences;
  const [metric] = metrics.differences;
  if (!metric) return settle('same-metrics', output ?? null, output ? inWords(output) : '');
  const { largestRelative } = metrics;
  if (largestRelative !== null && largestRelative <= tolerance) {
    const size = `metrics differ by at most ${largestRelative.toExponential(1)} of their value`;
    return settle('within-tolerance', metric, `${size}, first ${inWords(metric)}`);
  }
  return settle('different', metric, inWords(metric));
}

/** What was asked of the surroundings decides whether bits can be compared at all. */
function isSurrounding(one: Difference): boolean {
  return one.category === 'environment' || one.category === 'code' || one.category === 'kind';
}

/** A difference in words: "the seed was 1 and then 2". */
function inWords({ category, name, a, b, step }: Difference): string {
  const was = `${shorten(a)} and then ${shorten(b)}`;
  switch (category) {
    case 'environment':
      return `the environment differs in ${name}: ${was}`;
    case 'code':
      return `the code differs: ${name} was ${was}`;
    case 'kind':
      return `the kinds of work differ: ${was}`;
    case 'input':
      return `the input "${name}" differs: ${was}`;
    case 'seed':
      return `the seed was ${was}`;
    case 'parameter':
      return `the parameter ${name} was ${was}`;
    case 'plan':
      return `the plan differs in ${name}: ${was}`;
    case 'output':
      return `the output ${name} was ${was}`;
    case 'metric':
      return `the metric ${name} at step ${step ?? 0} was ${was}`;
  }
}

function shorten(value: string | null): string {
  if (value === null) return 'nothing';
  if (/^[0-9a-f]{64}$/.test(value)) return `${value.slice(0, 12)}…`;
  return value.length > 120 ? `${value.slice(0, 120)}…` : value;
}

function compareRecipes(a: RecipeDocument, b: RecipeDocument): Difference[] {
  return [
    ...fields('kind', { kind: a.kind }, { kind: b.kind }),
    ...fields('code', a.code, b.code),
    ...fields('environment', a.environment, b.environment),
    ...fields('seed', { seed: a.seed }, { seed: b.seed }),
    ...fields('parameter', a.parameters, b.parameters),
    ...fields('plan', a.plan ?? {}, b.plan ?? {}),
  ];
}

function compareEnvironments(a: RunFacts['environment'], b: RunFacts['environment']): Difference[] {
  if (a === null && b === null) return [];
  if (a === null || b === null) {
    const text = (one: typeof a) => (one === null ? null : 'recorded');
    return [{ category: 'environment', name: 'fingerprint', a: text(a), b: text(b) }];
  }
  // The backend decides more than the rest of the list, so it is named first.
  const found = fields('environment', a, b);
  return found.toSorted((x, y) => Number(y.name === 'backend') - Number(x.name === 'backend'));
}

function compareInputs(a: RunFacts, b: RunFacts): Difference[] {
  const roles = [...new Set([...a.inputs, ...b.inputs].map((one) => one.role))].sort();
  return roles.flatMap((role): Difference[] => {
    const digestOf = (facts: RunFacts) => facts.inputs.find((one) => one.role === role)?.digest ?? null;
    const [x, y] = [digestOf(a), digestOf(b)];
    return x === y ? [] : [{ category: 'input', name: role, a: x, b: y }];
  });
}

/** The first input whose bytes were not those the recipe names, before the run or after it. */
function changedWhileRead({ inputs }: RunFacts): Difference | undefined {
  for (const { role, digest, before, after } of inputs) {
    const other = [before, after].find((taken) => taken !== null && taken !== digest);
    if (other) return { category: 'input', name: role, a: digest, b: other };
  }
  return undefined;
}

function compareOutputs(a: RunFacts['outputs'], b: RunFacts['outputs']) {
  const left = new Map(a.map((one) => [one.name, one.digest]));
  const right = new Map(b.map((one) => [one.name, one.digest]));
  const names = [...new Set([...left.keys(), ...right.keys()])].sort();
  const differences = names.flatMap((name): Difference[] => {
    const [x, y] = [left.get(name) ?? null, right.get(name) ?? null];
    return x === y ? [] : [{ category: 'output', name, a: x, b: y }];
  });
  return { compared: names.length, equal: names.length - differences.length, differences };
}

function compareMetrics(a: RunFacts['metrics'], b: RunFacts['metrics']) {
  const left = new Map(a.map((one) => [one.key, one]));
  const right = new Map(b.map((one) => [one.key, one]));
  const keys = [...new Set([...left.keys(), ...right.keys()])].sort();
  const differences: Difference[] = [];
  let largestRelative: number | null = 0;
  for (const key of keys) {
    const [x, y] = [left.get(key), right.get(key)];
    if (x && y && x.digest === y.digest) continue;
    const found = compareSeries(x?.points ?? [], y?.points ?? []);
    // Digests differ and points do not: only their times' order did. They are equal in all that must repeat.
    if (!found) continue;
    const text = (value: number | null) => (value === null ? null : Object.is(value, -0) ? '-0' : String(value));
    differences.push({ category: 'metric', name: key, a: text(found.a), b: text(found.b), step: found.step });
    largestRelative =
      largestRelative === null || found.largestRelative === null
        ? null
        : Math.max(largestRelative, found.largestRelative);
  }
  differences.sort((x, y) => (x.step ?? 0) - (y.step ?? 0));
  return { compared: keys.length, equal: keys.length - differences.length, differences, largestRelative };
}

/** The fields in which two documents differ, nested ones with dots, in the order of their names. */
function fields(
  category: Difference['category'],
  a: Record<string, unknown>,
  b: Record<string, unknown>,
): Difference[] {
  const left = leaves(a);
  const right = leaves(b);
  const names = [...new Set([...left.keys(), ...right.keys()])].sort();
  return names.flatMap((name) => {
    const [x, y] = [left.get(name) ?? null, right.get(name) ?? null];
    return x === y ? [] : [{ category, name, a: x, b: y }];
  });
}

function leaves(document: Record<string, unknown>, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(document)) {
    const name = prefix + key;
    if (typeof value === 'object' && value !== null) {
      for (const [inner, text] of leaves(Object.fromEntries(Object.entries(value)), `${name}.`)) found.set(inner, text);
    } else if (value !== undefined && value !== null)
      found.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return found;
}
