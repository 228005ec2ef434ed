import { nativeRunsGrammar } from '../../../filter/grammars/native-runs.ts';
import { parseNativeFilter } from '../../../filter/parse-native-filter.ts';
import type { Random } from '../../../filter/testing/random.ts';
import { nativeName, nativeValue } from '../../../filter/write-native-term.ts';
import { fits, type ModelRun } from '../../search/testing/model-run.ts';
import { metricKeys, numbers, textKeys, texts } from '../../search/testing/random-runs.ts';
import type { RunSet, RunSort } from '../schema.ts';

function randomTerm(random: Random): string {
  const number = () => random.pick(numbers.filter(Number.isFinite));
  const order = () => random.pick(['=', '!=', '<', '<=', '>', '>=']);
  switch (random.below(7)) {
    case 0:
    case 1:
      return `${nativeName('metric', random.pick(metricKeys))} ${order()} ${number()}`;
    case 2: {
      const name = nativeName(random.pick(['param', 'tag']), random.pick(textKeys));
      return `${name} ${random.pick(['=', '!=', 'contains', 'like'])} ${nativeValue(random.pick(texts))}`;
    }
    case 3: {
      const name = nativeName(random.pick(['param', 'tag', 'metric']), random.pick(textKeys));
      return `${name} is ${random.pick(['null', 'not null'])}`;
    }
    case 4: {
      const name = `\`${random.pick([...metricKeys, ...textKeys, 'no-such-key'])}\``;
      return `${name} ${random.pick([`${order()} ${number()}`, `= ${nativeValue(random.pick(texts))}`, 'is null', 'is not null'])}`;
    }
    case 5:
      return random.pick([
        'status = running',
        'status in (failed, finished)',
        'user = ana',
        'user is null',
        'kind = train',
      ]);
    default:
      return random.pick(['name =~ "^[a-r]"', 'name = run-1', 'duration > 1', 'ended is not null', 'name contains un']);
  }
}

function randomFilterText(random: Random, depth = 2): string {
  if (depth === 0 || random.chance(0.4)) return randomTerm(random);
  if (random.chance(0.2)) return `not (${randomFilterText(random, depth - 1)})`;
  const parts = Array.from({ length: 1 + random.below(3) }, () => `(${randomFilterText(random, depth - 1)})`);
  return parts.join(random.chance(0.7) ? ' and ' : ' or ');
}

/** A set of runs, half of the time with a filter. */
export function randomSet(random: Random, experiments: number[]): RunSet {
  const experimentId = random.pick([undefined, ...experiments]);
  return {
    ...(experimentId === undefined ? {} : { experimentId }),
    ...(random.chance(0.6) ? { filter: randomFilterText(random) } : {}),
    ...(random.chance(0.2) ? { archived: random.chance(0.5) } : {}),
    ...(random.chance(0.15) ? { text: random.pick(['run', 'N-2', 'ø', '%']) } : {}),
    ...(random.chance(0.15) ? { regex: random.pick(['^run', 'n-[12]$', 'z']) } : {}),
  };
}

/** Whether a run is in a set, in plain code. */
export function inSet(run: ModelRun, set: RunSet): boolean {
  if (set.experimentId !== undefined && run.experimentId !== set.experimentId) return false;
  if (run.archived !== (set.archived ?? false)) return false;
  const text = set.text?.toLowerCase() ?? '';
  if (!run.name.toLowerCase().includes(text) && !run.id.startsWith(text)) return false;
  if (set.regex !== undefined && !new RegExp(set.regex, 'u').test(run.name)) return false;
  return fits(run, parseNativeFilter(set.filter ?? '', nativeRunsGrammar));
}

/** One to four keys, figures of metrics among them. */
export function randomSorts(random: Random): RunSort[] {
  const among = [
    ...metricKeys.flatMap((key) => [`metric:${key}`, `metric:${key}:min`, `metric:${key}:max`, `metric:${key}:count`]),
    ...textKeys.flatMap((key) => [`param:${key}`, `tag:${key}`]),
    ...['created', 'started', 'ended', 'duration', 'name', 'status', 'kind', 'user', 'actor', 'id', 'parent'],
  ];
  const picked = new Set(Array.from({ length: 1 + random.below(4) }, () => random.pick(among)));
  return [...picked].map((by) => ({ by, order: random.pick(['asc', 'desc'] as const) }));
}
