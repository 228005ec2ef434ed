import type { AnyValue, KeyValue } from './any-value.ts';
import { cleanText } from './clean-text.ts';
import type { OtlpSpan } from './read-spans.ts';

/**
 * What OpenInference and OpenTelemetry's conventions for generative AI call what MLflow's clients say in attributes of
 * their own. Of several names the first that is there counts.
 */
const sameThings: [attribute: string, names: string[]][] = [
  ['mlflow.spanInputs', ['input.value', 'gen_ai.input.messages', 'gen_ai.tool.call.arguments']],
  ['mlflow.spanOutputs', ['output.value', 'gen_ai.output.messages', 'gen_ai.tool.call.result']],
  [
    'mlflow.llm.model',
    [
      'llm.response.model_name',
      'llm.model_name',
      'embedding.model_name',
      'gen_ai.response.model',
      'gen_ai.request.model',
    ],
  ],
  ['mlflow.llm.provider', ['llm.provider', 'gen_ai.provider.name', 'gen_ai.system']],
];

const tokens: [amount: string, names: string[]][] = [
  ['input_tokens', ['llm.token_count.prompt', 'gen_ai.usage.input_tokens']],
  ['output_tokens', ['llm.token_count.completion', 'gen_ai.usage.output_tokens']],
  ['total_tokens', ['llm.token_count.total']],
  ['cache_read_input_tokens', ['llm.token_count.prompt_details.cache_read', 'gen_ai.usage.cache_read.input_tokens']],
  [
    'cache_creation_input_tokens',
    [
      'llm.token_count.prompt_details.cache_write',
      'gen_ai.usage.cache_write.input_tokens',
      'gen_ai.usage.cache_creation.input_tokens',
    ],
  ],
];

const openInferenceTypes = new Set('TOOL CHAIN LLM RETRIEVER EMBEDDING AGENT RERANKER GUARDRAIL EVALUATOR'.split(' '));
const operationTypes = new Map([
  ['chat', 'CHAT_MODEL'],
  ['create_agent', 'AGENT'],
  ['embeddings', 'EMBEDDING'],
  ['execute_tool', 'TOOL'],
  ['generate_content', 'LLM'],
  ['invoke_agent', 'AGENT'],
  ['text_completion', 'LLM'],
]);

type Attributes = Map<string, AnyValue>;

function first(attributes: Attributes, names: string[]): AnyValue | undefined {
  for (const name of names) {
    const value = attributes.get(name);
    if (value && Object.keys(value).length > 0) return value;
  }
  return undefined;
}

function typeOf(attributes: Attributes): string | undefined {
  const kind = attributes.get('openinference.span.kind')?.string_value?.toUpperCase();
  if (kind !== undefined && openInferenceTypes.has(kind)) return kind;
  return operationTypes.get(attributes.get('gen_ai.operation.name')?.string_value ?? '');
}

function usageOf(attributes: Attributes): Record<string, number> | undefined {
  const usage: Record<string, number> = {};
  for (const [amount, names] of tokens) {
    const value = first(attributes, names);
    const count = Number(value?.int_value ?? value?.double_value ?? value?.string_value);
    if (Number.isSafeInteger(count) && count >= 0) usage[amount] = count;
  }
  const { input_tokens: input, output_tokens: output } = usage;
  if (usage.total_tokens === undefined && input !== undefined && output !== undefined) {
    usage.total_tokens = input + output;
  }
  return usage.total_tokens === undefined && input === undefined && output === undefined ? undefined : usage;
}

/** Texts that are longer, or beyond what those of one request may come to, stay texts: as values they take many times the room. */
const longestParsed = 65_536;
const mostLevels = 32;

interface Budget {
  characters: number;
  values: number;
}

function anyValue(value: unknown, level: number, budget: Budget): AnyValue {
  if (level > mostLevels) throw new RangeError(`Nested deeper than ${mostLevels} levels.`);
  budget.values -= 1;
  if (budget.values < 0) throw new RangeError('More values than a request may have in its texts.');
  const inner = (one: unknown) => anyValue(one, level + 1, budget);
  if (typeof value === 'string') return { string_value: cleanText(value) };
  if (typeof value === 'boolean') return { bool_value: value };
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value)) return { int_value: value };
    return Number.isFinite(value) ? { double_value: value } : { double_value: value > 0 ? 'Infinity' : '-Infinity' };
  }
  if (Array.isArray(value)) return { array_value: { values: value.map(inner) } };
  if (typeof value !== 'object' || value === null) return {};
  return {
    kvlist_value: { values: Object.entries(value).map(([key, one]) => ({ key: cleanText(key), value: inner(one) })) },
  };
}

/** The objects and lists that a text is the JSON of, as clients send their own; any other value as it is. */
function parsed(value: AnyValue, budget: Budget): AnyValue {
  const text = value.string_value;
  if (text === undefined || text.length > longestParsed || !/^\s*[[{]/.test(text)) return value;
  if (text.length > budget.characters || budget.values <= 0) return value;
  budget.characters -= text.length;
  try {
    return anyValue(JSON.parse(text), 0, budget);
  } catch {
    return value;
  }
}

/** The spans of a request with what each says in the words of others said in MLflow's too, where it did not say that itself. */
export function translateConventions(spans: readonly OtlpSpan[]): OtlpSpan[] {
  const budget: Budget = { characters: 4_000_000, values: 100_000 };
  return spans.map((span) => translated(span, budget));
}

function translated(span: OtlpSpan, budget: Budget): OtlpSpan {
  const attributes: Attributes = new Map(span.attributes.map(({ key, value }) => [key, value]));
  const added: KeyValue[] = [];
  const add = (key: string, value: AnyValue | undefined) => {
    if (value && !attributes.has(key)) added.push({ key, value });
  };
  const type = typeOf(attributes);
  add('mlflow.spanType', type === undefined ? undefined : { string_value: type });
  for (const [key, names] of sameThings) {
    const value = attributes.has(key) ? undefined : first(attributes, names);
    add(key, value && parsed(value, budget));
  }
  const usage = Object.entries(usageOf(attributes) ?? {}).map(([key, count]) => ({ key, value: { int_value: count } }));
  add('mlflow.chat.tokenUsage', usage.length === 0 ? undefined : { kvlist_value: { values: usage } });
  return added.length === 0 ? span : { ...span, attributes: [...span.attributes, ...added] };
}
