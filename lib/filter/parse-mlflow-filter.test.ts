import { describe, expect, test } from 'vitest';
import { FilterError } from './filter-error.ts';
import type { Grammar } from './grammar.ts';
import { experimentsGrammar } from './grammars/experiments.ts';
import { loggedModelsGrammar } from './grammars/logged-models.ts';
import { modelVersionsGrammar } from './grammars/model-versions.ts';
import { registeredModelsGrammar } from './grammars/registered-models.ts';
import { runsGrammar } from './grammars/runs.ts';
import { parseMlflowFilter } from './parse-mlflow-filter.ts';
import { conjuncts } from './tree.ts';

/** The comparisons of a filter, each as "entity.key operator value". */
function parsed(text: string, grammar: Grammar = runsGrammar): string[] {
  return conjuncts(parseMlflowFilter(text, grammar)).map(({ field, test: { kind, ...test } }) => {
    const said = Object.values(test).map((part) => JSON.stringify(part));
    return [`${field.entity}.${field.key}`, ...(said.length > 0 ? said : [kind])].join(' ').replaceAll('"', '');
  });
}

function refusal(text: string, grammar: Grammar = runsGrammar): { column: number; message: string } {
  try {
    parseMlflowFilter(text, grammar);
  } catch (error) {
    if (error instanceof FilterError) return { column: error.column, message: error.message };
    throw error;
  }
  throw new Error(`${text} was taken.`);
}

describe('runs', () => {
  test.each([
    ['metric.acc >= 0.94', 'metric.acc >= 0.94'],
    ['metric.acc>=100', 'metric.acc >= 100'],
    ['metrics.x > -1.5E-3', 'metric.x > -0.0015'],
    ['metrics.x > .5', 'metric.x > 0.5'],
    ['metrics.x > 5.', 'metric.x > 5'],
    ['metrics.`spacey name` > 5', 'metric.spacey name > 5'],
    ['metrics."accuracy.2.0" > 5', 'metric.accuracy.2.0 > 5'],
    ['`metric`.a >= 0.1', 'metric.a >= 0.1'],
    ['metrics.2x > 1', 'metric.2x > 1'],
    ["params.m!='tf'", 'param.m != tf'],
    ['params."m"!="tf"', 'param.m != tf'],
    ["parameter.'m' = 'tf'", 'param.m = tf'],
    ["parameters.m like 'T%'", 'param.m LIKE T%'],
    ['params.m = "L\'Hosp"', "param.m = L'Hosp"],
    ["params.m = ''", 'param.m = '],
    ["params.m = 'it''s'", "param.m = it''s"],
    ["params.m = 'a\\'b'", "param.m = a\\\\'b"],
    ["tags.mlflow.source.git.commit = 'x'", 'tag.mlflow.source.git.commit = x'],
    ["tags.雪 ILIKE '%ü'", 'tag.雪 ILIKE %ü'],
    ["tag.order = 'asc'", 'tag.order = asc'],
    ['tags.v IS NULL', 'tag.v missing'],
    ['params.v is not null', 'param.v present'],
    ["run.status = 'RUNNING'", 'attribute.status = RUNNING'],
    ["attr.`Run Name` = 'x'", 'attribute.run_name = x'],
    ["`run name` != 'x'", 'attribute.run_name != x'],
    ['created > 1234', 'attribute.start_time > 1234'],
    ['attributes.Created <= 1.5', 'attribute.start_time <= 1.5'],
    ['run_id IN (\'a\', "b",)', 'attribute.run_id IN [a,b]'],
    ["attribute.run_id not in ('a')", 'attribute.run_id NOT IN [a]'],
    ["datasets.name IN ('a')", 'dataset.name IN [a]'],
    ["dataset.context LIKE '%a%'", 'dataset.context LIKE %a%'],
  ])('%s', (text, expected) => {
    expect(parsed(text)).toEqual([expected]);
  });

  test('comparisons are joined by AND, which may be too many', () => {
    const two = ['param.a = x', 'metric.b > 1'];
    expect(parsed("params.a = 'x' AND metrics.b > 1")).toEqual(two);
    expect(parsed("AND params.a = 'x'AND and\nmetrics.b > 1 and")).toEqual(two);
    expect(parsed("params.a = 'b AND c'")).toEqual(['param.a = b AND c']);
    expect(parsed('')).toEqual([]);
  });

  test.each<[string, number, RegExp]>([
    ["  attributes.foo = 'x'", 3, /Invalid attribute key 'foo'.*unknown attribute 'attributes.foo' at column 3/],
    ["metrics.a > 1 AND run_nme = 'x'", 19, /did you mean 'run_name'\?/],
    ['loss < 1', 1, /did you mean 'metrics.loss' or 'params.loss' or 'tags.loss'\?/],
    ['metic.loss < 1', 1, /Invalid entity type 'metic'.*did you mean 'metric.loss'\?/],
    ["p.model = 'LR'", 1, /Invalid entity type 'p'/],
    ["lifecycle_stage = 'active'", 1, /Invalid attribute key 'lifecycle_stage'/],
    ["dataset.profile = 'x'", 1, /Invalid dataset key 'profile'/],
    ["metrics.loss = 'x'", 16, /Expected numeric value type for metric. Found 'x'/],
    ['metrics.loss = nan', 16, /Expected numeric value type for metric. Found nan/],
    ['metrics.loss = +5', 16, /Expected numeric value type/],
    ['metrics.loss = 0x10', 16, /Found 0x10/],
    ['metrics.loss > 1e999', 16, /1e999 at column 16 is beyond the range of a float64/],
    ['metrics.loss LIKE 1', 14, /Invalid comparator 'LIKE'/],
    ['metrics.loss == 1', 14, /Invalid comparator '=='/],
    ['metrics.loss IS NULL', 14, /IS NULL \/ IS NOT NULL is only supported for tags and params/],
    ['params.a = 5', 12, /Expected a quoted string value for params .*Got value 5/],
    ['params.a = LR', 12, /either not quoted or unidentified quote types used for string value LR/],
    ['params.a = `LR`', 12, /unidentified quote types/],
    ['status = true', 10, /Invalid clause\(s\) in filter string.*'true'/],
    ["params.a > 'x'", 10, /Invalid comparator '>'/],
    ["params.a NOT LIKE 'x'", 10, /Invalid comparator 'NOT LIKE'/],
    ["run_name IN ('a')", 10, /Only \['run_id'\] attributes support comparison with a list/],
    ['run_id IN ()', 11, /empty list/],
    ['run_id IN (1)', 12, /different type in list: 1 at column 12/],
    ["run_id IN ('a' 'b')", 16, /ill-formed list/],
    ["run_id IN ('a'", 15, /the list at column 11 is never closed/],
    ['run_id IN', 10, /compared with nothing/],
    ["start_time = 'x'", 14, /Expected numeric value type for numeric attribute: start_time/],
    ["params.a = 'x", 12, /a quote that never ends/],
    ["params. = 'x'", 7, /no name behind its dot/],
    ["params.`a`.b = 'x'", 1, /quoted in part/],
    ["params.`` = 'x'", 1, /names nothing/],
    ['params.a', 9, /followed by nothing/],
    ["params.a = 'x' OR params.b = 'y'", 16, /Invalid clause\(s\) in filter string: 'OR' at column 16/],
    ["NOT params.a = 'x'", 1, /'NOT' at column 1/],
    ["(params.a = 'x')", 1, /without OR, NOT and parentheses/],
    ["params.a = 'x'; DROP TABLE run", 15, /Search filter contained multiple expression/],
    ["params.a = 'x' params.b = 'y'", 16, /'params' at column 16/],
    ['1 = 1', 1, /Expected 'Identifier' found '1'/],
    ["params.a = 'x' -- no", 16, /'-' at column 16/],
    ['   ', 1, /Could not be parsed/],
  ])('%s is refused', (text, column, message) => {
    expect(refusal(text)).toEqual({ column, message: expect.stringMatching(message) });
  });

  test('what could not be stored or would never end is refused', () => {
    expect(refusal("params.a = '\0'")).toMatchObject({ column: 13, message: expect.stringContaining('NUL') });
    expect(refusal("params.a = '\ud800'").message).toContain('surrogate');
    expect(refusal(`params.a = '${'x'.repeat(400_000)}'`).message).toContain('at most 400000');
    expect(refusal(Array(201).fill('metrics.a > 1').join(' AND ')).message).toContain('more than 200');
    expect(refusal(`run_id IN (${Array(10_001).fill("'a'").join()})`).message).toContain('more than 10000');
  });
});

describe('the other entities', () => {
  test.each<[Grammar, string, string]>([
    [experimentsGrammar, "attribute.name ilike '%x'", 'attribute.name ILIKE %x'],
    [experimentsGrammar, "experiment_id IN ('1')", 'attribute.experiment_id IN [1]'],
    [experimentsGrammar, 'creation_time >= 5', 'attribute.creation_time >= 5'],
    [experimentsGrammar, 'tags.a IS NULL', 'tag.a missing'],
    [registeredModelsGrammar, "name NOT IN ('a')", 'attribute.name NOT IN [a]'],
    [registeredModelsGrammar, "tag.`mlflow.prompt.is_prompt` != 'true'", 'tag.mlflow.prompt.is_prompt != true'],
    [modelVersionsGrammar, "version_number = '3'", 'attribute.version_number = 3'],
    [modelVersionsGrammar, 'version_number < 3', 'attribute.version_number < 3'],
    [modelVersionsGrammar, "source_path LIKE 'x'", 'attribute.source_path LIKE x'],
    [loggedModelsGrammar, 'attributes.creation_time > 1', 'attribute.creation_timestamp > 1'],
    [loggedModelsGrammar, "params.a IN ('x')", 'param.a IN [x]'],
    [loggedModelsGrammar, 'metrics.a != 1', 'metric.a != 1'],
  ])('%#: %s', (grammar, text, expected) => {
    expect(parsed(text, grammar)).toEqual([expected]);
  });

  test.each<[Grammar, string, number, RegExp]>([
    [experimentsGrammar, "params.a = 'x'", 1, /Invalid entity type 'params'/],
    [experimentsGrammar, "name IN ('a')", 6, /Only \['experiment_id'\]/],
    [experimentsGrammar, 'creation_time = 1.5', 17, /no whole number/],
    [experimentsGrammar, 'creation_time = 99999999999999999999', 17, /beyond the range of a 64-bit integer/],
    [experimentsGrammar, 'name IS NULL', 6, /only supported for tags/],
    [registeredModelsGrammar, "run_id = 'x'", 1, /Invalid attribute key 'run_id'/],
    [registeredModelsGrammar, 'tags.a IS NULL', 8, /not supported/],
    [modelVersionsGrammar, "version_number = 'x'", 18, /no whole number/],
    [modelVersionsGrammar, "version_number LIKE '1'", 16, /Invalid comparator 'LIKE'/],
    [loggedModelsGrammar, "attribute.name = 'x'", 1, /did you mean 'attributes.name'\?/],
    [loggedModelsGrammar, "name > 'x'", 6, /Invalid comparison operator '>'/],
    [loggedModelsGrammar, 'name', 5, /Invalid filter string/],
  ])('%#: %s is refused', (grammar, text, column, message) => {
    expect(refusal(text, grammar)).toEqual({ column, message: expect.stringMatching(message) });
  });
});
