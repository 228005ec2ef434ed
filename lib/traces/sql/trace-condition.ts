import { type Sql, sql } from '../../db/sql.ts';
import { compareNumber } from '../../filter/sql/compare-number.ts';
import { compareText } from '../../filter/sql/compare-text.ts';
import { compileFilter } from '../../filter/sql/compile-filter.ts';
import type { Filter, Term, Test } from '../../filter/tree.ts';
import { linkedPromptsTag, nameTag, sourceRunKey } from '../trace-tags.ts';

/** A filter as a condition on the trace `t`. A trace without what is asked for fits no comparison but IS NULL. */
export function traceCondition(filter: Filter): Sql {
  return compileFilter(filter, termCondition);
}

function termCondition({ field, test }: Term): Sql {
  switch (field.entity) {
    case 'tag':
      return pairCondition(sql`traza.trace_tag`, field.key, test);
    case 'metadata':
      return pairCondition(sql`traza.trace_metadata`, field.key, test);
    case 'span':
      return spanCondition(field.key, test);
    case 'feedback':
    case 'expectation':
      return assessmentCondition(field.entity, field.key, test);
    case 'attribute':
      return attributeCondition(field.key, test);
    default:
      return sql`false`;
  }
}

/** A test that is about being there or not, around a look into another table. */
function found(test: Test, look: (condition: Sql) => Sql, condition: () => Sql): Sql {
  if (test.kind === 'missing') return sql`NOT ${look(sql`true`)}`;
  return look(test.kind === 'present' ? sql`true` : condition());
}

function pairCondition(table: Sql, key: string, test: Test): Sql {
  return found(
    test,
    (condition) =>
      sql`EXISTS (SELECT 1 FROM ${table} p WHERE p.trace_key = t.key AND p.key = ${key} AND ${condition} OFFSET 0)`,
    () => compareText(sql`p.value`, test),
  );
}

function attributeCondition(key: string, test: Test): Sql {
  switch (key) {
    case 'trace_id':
      return compareText(sql`t.id`, test);
    case 'status':
      return compareText(sql`t.state`, test);
    case 'client_request_id':
      return compareText(sql`t.client_request_id`, test);
    case 'name':
      return pairCondition(sql`traza.trace_tag`, nameTag, test);
    case 'run_id':
      return runCondition(test);
    case 'prompt':
      return promptCondition(test);
    case 'text':
      return spanCondition('content', test);
    case 'timestamp_ms':
      return compareNumber(sql`t.request_at::float8`, test);
    case 'execution_time_ms':
      return compareNumber(sql`t.duration_ms::float8`, test);
    case 'end_time_ms':
      return compareNumber(sql`(t.request_at + t.duration_ms)::float8`, test);
    default:
      return sql`false`;
  }
}

/** A trace belongs to the run that made it, and to those that it was linked to later. */
function runCondition(test: Test): Sql {
  const linked = sql`EXISTS (SELECT 1 FROM traza.trace_run l
    WHERE l.trace_key = t.key AND ${compareText(sql`l.run_id`, test)} OFFSET 0)`;
  return sql`(${pairCondition(sql`traza.trace_metadata`, sourceRunKey, test)} OR ${linked})`;
}

/** prompt = 'name/version': the tag holds a list of them as JSON. */
function promptCondition(test: Test): Sql {
  if (test.kind !== 'text') return sql`false`;
  const slash = test.value.lastIndexOf('/');
  const wanted = JSON.stringify([{ name: test.value.slice(0, slash), version: test.value.slice(slash + 1) }]);
  if (slash < 1) return sql`false`;
  return sql`EXISTS (SELECT 1 FROM traza.trace_tag p WHERE p.trace_key = t.key AND p.key = ${linkedPromptsTag}
    AND p.value IS JSON ARRAY AND p.value::jsonb @> ${wanted}::jsonb OFFSET 0)`;
}

function spanCondition(key: string, test: Test): Sql {
  const look = (condition: Sql) =>
    sql`EXISTS (SELECT 1 FROM traza.trace_span s WHERE s.trace_key = t.key AND ${condition} OFFSET 0)`;
  if (key === 'name') return look(compareText(sql`s.name`, test));
  if (key === 'type') return look(compareText(sql`s.type`, test));
  if (key === 'status') return look(compareText(sql`s.status`, test));
  if (key === 'content')
    return look(sql`(${compareText(sql`s.content::text`, test)} OR ${compareText(sql`s.name`, test)})`);
  const attribute = key.slice('attributes.'.length);
  const value = sql`coalesce(a.value->'value'->>'string_value', a.value->'value'->>'int_value',
    a.value->'value'->>'double_value', a.value->'value'->>'bool_value', (a.value->'value')::text)`;
  return look(sql`EXISTS (SELECT 1 FROM jsonb_array_elements(s.content->'attributes') AS a
    WHERE a.value->>'key' = ${attribute} AND ${compareText(value, test)})`);
}

/** The value of an assessment is JSON text: 'yes' fits "yes", 'true' fits true, and 0.5 is compared as a number. */
function assessmentCondition(kind: 'feedback' | 'expectation', name: string, test: Test): Sql {
  const value = sql`CASE WHEN a.value LIKE '"%' THEN a.value::jsonb #>> '{}' ELSE a.value END`;
  const number = sql`CASE WHEN a.value ~ '^-?[0-9.]+([eE][-+]?[0-9]+)?$' THEN a.value::float8 END`;
  return found(
    test,
    (condition) => sql`EXISTS (SELECT 1 FROM traza.trace_assessment a
      WHERE a.trace_key = t.key AND a.kind = ${kind} AND a.name = ${name} AND ${condition} OFFSET 0)`,
    () => (test.kind === 'number' ? compareNumber(sql`(${number})`, test) : compareText(sql`(${value})`, test)),
  );
}
