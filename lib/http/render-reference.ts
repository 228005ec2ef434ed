import type { JsonSchema, OpenApi, Operation } from './openapi.ts';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => entities[char] ?? char);
}

/** Backticks become code; everything is escaped first. */
function prose(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A schema in a few words: `string (date-time)`, `"asc" | "desc"`, `array of number`. */
export function typeWords(schema: JsonSchema): string {
  const { type, format, items, anyOf, oneOf, $ref } = schema;
  if (typeof $ref === 'string') return $ref.split('/').at(-1) ?? 'reference';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const options = Array.isArray(anyOf) ? anyOf : Array.isArray(oneOf) ? oneOf : undefined;
  if (options) return options.filter(isSchema).map(typeWords).join(' | ');
  if (type === 'array' && isSchema(items)) return `array of ${typeWords(items)}`;
  if (typeof type === 'string') return typeof format === 'string' ? `${type} (${format})` : type;
  return 'any';
}

function limits(schema: JsonSchema): string {
  const words: string[] = [];
  for (const [key, label] of [
    ['minimum', '≥ '],
    ['maximum', '≤ '],
    ['minLength', 'length ≥ '],
    ['maxLength', 'length ≤ '],
    ['maxItems', 'items ≤ '],
  ] as const) {
    const value = schema[key];
    if (typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER) words.push(`${label}${value}`);
  }
  if (schema.default !== undefined) words.push(`default ${JSON.stringify(schema.default)}`);
  return words.join(', ');
}

function fieldRows(schema: JsonSchema, prefix: string, depth: number): string {
  const properties = isSchema(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(properties)
    .map(([name, value]) => {
      const field = isSchema(value) ? value : {};
      const note = [typeof field.description === 'string' ? prose(field.description) : '', escapeHtml(limits(field))]
        .filter(Boolean)
        .join('; ');
      const row = `<tr><td><code>${escapeHtml(prefix + name)}</code>${required.includes(name) ? '' : ' <i>optional</i>'}</td><td>${escapeHtml(typeWords(field))}</td><td>${note}</td></tr>`;
      const inner = isSchema(field.items) ? { schema: field.items, mark: '[].' } : { schema: field, mark: '.' };
      return (
        row +
        (depth < 3
          ? variants(inner.schema)
              .map((one) => fieldRows(one, `${prefix}${name}${inner.mark}`, depth + 1))
              .join('')
          : '')
      );
    })
    .join('');
}

function variants(schema: JsonSchema): JsonSchema[] {
  const options = Array.isArray(schema.anyOf) ? schema.anyOf : Array.isArray(schema.oneOf) ? schema.oneOf : [];
  return options.length > 0 ? options.filter(isSchema) : [schema];
}

function schemaBlock(title: string, schema: JsonSchema): string {
  const tables = variants(schema).map((one) => {
    const target = one.type === 'array' && isSchema(one.items) ? one.items : one;
    const rows = variants(target)
      .map((inner) => fieldRows(inner, one.type === 'array' ? '[].' : '', 0))
      .join('');
    return rows ? `<table>${rows}</table>` : `<p><code>${escapeHtml(typeWords(one))}</code></p>`;
  });
  return `<h4>${escapeHtml(title)}</h4>${tables.join('<p>or</p>')}`;
}

function operationBlock(path: string, method: string, operation: Operation): string {
  const parameters = operation.parameters.map(
    (one) =>
      `<tr><td><code>${escapeHtml(one.name)}</code>${one.required ? '' : ' <i>optional</i>'}</td><td>${one.in}: ${escapeHtml(typeWords(one.schema))}</td><td>${prose(one.description ?? '')} ${escapeHtml(limits(one.schema))}</td></tr>`,
  );
  const body = Object.entries(operation.requestBody?.content ?? {}).map(([type, { schema }]) =>
    schemaBlock(`Body (${type})`, schema),
  );
  const answers = Object.entries(operation.responses)
    .filter(([status]) => status !== 'default')
    .map(([status, answer]) => {
      const schema = answer.content?.['application/json']?.schema;
      return schema
        ? schemaBlock(`Answer ${status}`, schema)
        : `<h4>Answer ${status}</h4><p>${escapeHtml(answer.description)}</p>`;
    });
  return `<details id="${escapeHtml(operation.operationId)}"><summary><b class="${method}">${method.toUpperCase()}</b> <code>${escapeHtml(path)}</code> <span>${escapeHtml(operation.summary)}</span></summary>
${operation.description ? `<p>${prose(operation.description)}</p>` : ''}${parameters.length > 0 ? `<h4>Parameters</h4><table>${parameters.join('')}</table>` : ''}${body.join('')}${answers.join('')}</details>`;
}

const style = `:root{color-scheme:light dark;--line:light-dark(#e3e6ea,#2c3138);--dim:light-dark(#5b6470,#9aa4b0);--accent:light-dark(#2f5fd0,#8ab0ff)}
body{font:13px/1.5 'Inter Variable',system-ui,sans-serif;max-width:960px;margin:0 auto;padding:24px 16px 80px;background:light-dark(#fff,#14171b);color:light-dark(#1c2026,#e4e8ed)}
code,b{font-family:'JetBrains Mono Variable',ui-monospace,monospace;font-size:12px}a{color:var(--accent)}h1{font-size:20px;margin:0}h2{font-size:14px;margin:28px 0 4px}h4{font-size:12px;margin:12px 0 4px;color:var(--dim)}
details{border-bottom:1px solid var(--line);padding:0 4px}summary{cursor:pointer;padding:6px 0;display:flex;gap:10px;align-items:baseline;flex-wrap:wrap}summary span{color:var(--dim)}summary b{min-width:52px;color:var(--accent)}b.delete{color:light-dark(#b3261e,#ff8a80)}
details[open]{padding-bottom:16px}table{border-collapse:collapse;width:100%}td{border-top:1px solid var(--line);padding:3px 8px 3px 0;vertical-align:top}i{color:var(--dim);font-style:normal;font-size:11px}p{margin:4px 0}`;

/** The reference as one HTML page without scripts. Its style needs the nonce in the answer's policy. */
export function renderReference(document: OpenApi, nonce: string): string {
  const groups = document.tags.map(({ name }) => {
    const operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item)
        .filter(([, operation]) => operation.tags.includes(name))
        .map(([method, operation]) => operationBlock(path, method, operation)),
    );
    return `<h2 id="tag-${escapeHtml(name)}">${escapeHtml(name)}</h2>${operations.join('')}`;
  });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>API reference · Traza</title><style nonce="${escapeHtml(nonce)}">${style}</style></head>
<body><main><h1>API reference</h1><p>${prose(document.info.description)}</p>
<p>Another project than <code>default</code>: put <code>/p/&lt;project&gt;</code> before <code>/api</code>. Errors are <code>application/problem+json</code> with a stable <code>code</code> and a <code>requestId</code>. Where the server has a token: <code>authorization: Bearer &lt;TRAZA_TOKEN&gt;</code>. For machines: <a href="/api/v1/openapi.json">openapi.json</a>. Back to <a href="/">the dashboard</a>.</p>
${groups.join('\n')}</main></body></html>`;
}
