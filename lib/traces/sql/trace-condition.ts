import { type Sql, sql, sqlJoin } from '../../db/sql.ts';
import { compareNumber } from '../../filter/sql/compare-number.ts';
import { compareText } from '../../filter/sql/compare-text.ts';
import { compileFilter } from '../../filter/sql/compile-filter.ts';
import { conjuncts, type Filter, type Term, type Test, without } from '../../filter/tree.ts';
import { linkedPromptsTag, nameTag, sessionKey, sourceRunKey } from '../trace-tags.ts';

/** A filter as a condition on the trace `t` of a project. A trace without what is asked for fits only IS NULL. */
export function traceCondition(filter: Filter, projectId: string): Sql {
  // Terms about spans speak of one and the same span.
  const spans = conjuncts(filter).filter(({ field }) => field.entity === 'span');
  const others = compileFilter(without(filter, spans), (term) => termCondition(term, projectId));
  if (spans.length === 0) return others;
  const conditions = spans.map(({ field, test }) => sql`(${spanTest(field.key, test)}) IS TRUE`);
  return sql`(${others} AND ${someSpan(sqlJoin(conditions, ' AND '))})`;
}

function termCondition({ field, test }: Term, projectId: string): Sql {
  switch (field.entity) {
    case 'tag':
      return pairCondition(sql`traza.trace_tag`, field.key, test);
    case 'metadata':
      return pairCondition(sql`traza.trace_metadata`, field.key, test);
    case 'span':
      return someSpan(spanTest(field.key, test));
    case 'feedback':
    case 'expectation':
      return assessmentCondition({ kind: field.entity, name: field.key, test, projectId });
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
      return someSpan(spanTest('content', test));
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
    WHERE l.project_id = t.project_id AND l.trace_id = t.id AND ${compareText(sql`l.run_id`, test)} OFFSET 0)`;
  return sql`(${pairCondition(sql`traza.trace_metadata`, sourceRunKey, test)} OR ${linked})`;
}

/** prompt = 'name/version': the tag holds a list of them as JSON. */
function promptCondition(test: Test): Sql {
  if (test.kind !== 'text') return sql`false`;
  const slash = test.value.lastIndexOf('/');
  const wanted = JSON.stringify([{ name: test.value.slice(0, slash), version: test.value.slice(slash + 1) }]);
  if (slash < 1) return sql`false`;
  return sql`EXISTS (SELECT 1 FROM traza.trace_tag p WHERE p.trace_key = t.key AND p.key = ${linkedPromptsTag}
    AND CASE WHEN pg_input_is_valid(p.value, 'jsonb') THEN p.value::jsonb @> ${wanted}::jsonb END OFFSET 0)`;
}

function someSpan(condition: Sql): Sql {
  return sql`EXISTS (SELECT 1 FROM traza.trace_span s WHERE s.trace_key = t.key AND ${condition} OFFSET 0)`;
}

// All that a span says, names and values of its attributes and events, without the words that OTLP puts around them.
const told = sql`jsonb_path_query_array(s.content,
  'strict $.** ? (@.type() == "string" || @.type() == "number" || @.type() == "boolean")')::text`;

/** A condition on the span `s`. */
function spanTest(key: string, test: Test): Sql {
  if (key === 'name') return compareText(sql`s.name`, test);
  if (key === 'type') return compareText(sql`s.type`, test);
  if (key === 'status') return compareText(sql`s.status`, test);
  if (key === 'content') return sql`(${compareText(told, test)} OR ${compareText(sql`s.name`, test)})`;
  const attribute = key.slice('attributes.'.length);
  const value = sql`coalesce(a.value->'value'->>'string_value', a.value->'value'->>'int_value',
    a.value->'value'->>'double_value', a.value->'value'->>'bool_value', (a.value->'value')::text)`;
  return sql`EXISTS (SELECT 1 FROM jsonb_array_elements(s.content->'attributes') AS a
    WHERE a.value->>'key' = ${attribute} AND ${compareText(value, test)})`;
}

interface AssessmentTerm {
  kind: 'feedback' | 'expectation';
  name: string;
  test: Test;
  projectId: string;
}

/**
 * The value of an assessment is JSON text: 'yes' fits "yes", 'true' fits true, and 0.5 is compared as a number. One that
 * names a session speaks of all traces of the session of its trace.
 */
function assessmentCondition({ kind, name, test, projectId }: AssessmentTerm): Sql {
  const value = sql`CASE WHEN a.value LIKE '"%' THEN a.value::jsonb #>> '{}' ELSE a.value END`;
  const number = sql`CASE WHEN a.value ~ '^-?[0-9.]+([eE][-+]?[0-9]+)?$' THEN a.value::float8 END`;
  const session = sql`(SELECT m.value FROM traza.trace_metadata m WHERE m.trace_key = t.key AND m.key = ${sessionKey})`;
  return found(
    test,
    (condition) => {
      const meant = sql`a.valid AND a.kind = ${kind} AND a.name = ${name} AND ${condition}`;
      // Looked up once for all traces; where there are none, no trace is asked for its session.
      const sessions = sql`SELECT m.value FROM traza.trace_assessment a
        JOIN traza.trace o ON o.key = a.trace_key AND o.project_id = ${projectId}
        JOIN traza.trace_metadata m ON m.trace_key = a.trace_key AND m.key = ${sessionKey}
        WHERE a.metadata ? ${sessionKey} AND ${meant}`;
      return sql`(EXISTS (SELECT 1 FROM traza.trace_assessment a WHERE a.trace_key = t.key AND ${meant} OFFSET 0)
        OR (EXISTS (${sessions}) AND coalesce(${session} IN (${sessions}), false)))`;
    },
    () => (test.kind === 'number' ? compareNumber(sql`(${number})`, test) : compareText(sql`(${value})`, test)),
  );
}
