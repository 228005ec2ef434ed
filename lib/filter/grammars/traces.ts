import { type Grammar, listOperators, nullOperators, numberOperators, textOperators } from '../grammar.ts';

const texts = [...textOperators, 'RLIKE'] as const;
const all = [...texts, ...listOperators] as const;
const text = { type: 'text', operators: texts } as const;
const listed = { type: 'text', operators: all } as const;
const time = { type: 'number', operators: numberOperators } as const;

/** traces/search. Some attributes stand for a tag or for metadata; the compiler knows which. */
export const tracesGrammar: Grammar = {
  entities: {
    attribute: { prefixes: ['attribute', 'attributes', 'trace'], operators: [] },
    tag: { prefixes: ['tag', 'tags'], operators: [...texts, ...nullOperators] },
    metadata: { prefixes: ['request_metadata', 'metadata'], operators: [...texts, ...nullOperators] },
    span: { prefixes: ['span'], operators: all },
    feedback: { prefixes: ['feedback'], operators: [...texts, ...numberOperators, ...nullOperators] },
    expectation: { prefixes: ['expectation'], operators: [...texts, ...numberOperators, ...nullOperators] },
  },
  attributes: {
    request_id: { ...listed, name: 'trace_id' },
    trace_id: listed,
    status: listed,
    client_request_id: listed,
    name: text,
    run_id: text,
    prompt: text,
    text,
    timestamp: { ...time, name: 'timestamp_ms' },
    timestamp_ms: time,
    execution_time: { ...time, name: 'execution_time_ms' },
    execution_time_ms: time,
    end_time: { ...time, name: 'end_time_ms' },
    end_time_ms: time,
  },
  orderable: {
    timestamp: { name: 'timestamp_ms' },
    timestamp_ms: {},
    execution_time: { name: 'execution_time_ms' },
    execution_time_ms: {},
    end_time: { name: 'end_time_ms' },
    end_time_ms: {},
    status: {},
    request_id: { name: 'trace_id' },
    trace_id: {},
    experiment_id: {},
    name: {},
    run_id: {},
  },
  keys: {
    span: {
      allows: (key) => ['name', 'type', 'status', 'content'].includes(key) || /^attributes\../.test(key),
      operators: { content: ['LIKE', 'ILIKE'] },
      known: ['name', 'status', 'type', 'attributes.<attribute_name>'],
    },
  },
  orderEntities: ['tag'],
};
