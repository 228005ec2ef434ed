import { z } from 'zod';
import { errorStatus, type FieldError } from '../errors.ts';
import type { AnyDeclaration } from './define-route.ts';
import { type Method, methods, type RouteEntry } from './route-table.ts';
import { strictSchema } from './strict-schema.ts';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonSchema = { [key: string]: Json };

export interface Operation {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  parameters: {
    name: string;
    in: 'path' | 'query' | 'header';
    required: boolean;
    schema: JsonSchema;
    description?: string;
  }[];
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: JsonSchema }> }>;
  security: Record<string, never[]>[];
}

export interface OpenApi {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  servers: { url: string; description: string; variables?: Record<string, { default: string; description: string }> }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema>; securitySchemes: Record<string, JsonSchema> };
}

const foreign = /^\/(api\/[23]\.0|get-artifact|model-versions|v1|health$|version$)/;

// Routes about the server itself, shown as one group.
const aboutTheServer = new Set(['docs', 'events', 'health', 'openapi.json', 'session']);

const problemSchema: JsonSchema = {
  type: 'object',
  description: 'RFC 9457. `code` is stable: branch on it; `detail` and `hint` are for people.',
  required: ['type', 'title', 'status', 'code', 'detail', 'requestId', 'fields'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(errorStatus) },
    detail: { type: 'string' },
    hint: { type: 'string' },
    requestId: { type: 'string' },
    fields: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: {
          path: { type: 'string' },
          message: { type: 'string' },
          code: { type: 'string', description: 'Stable, where there is one: what is wrong with the field.' },
          values: {
            type: 'object',
            description: 'What the message of this code names: a limit, a column, a word.',
            additionalProperties: { type: ['string', 'number'] },
          },
        } satisfies Record<keyof FieldError, JsonSchema>,
      },
    },
  },
};

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function rewriteRefs(value: Json, rename: (ref: string) => string): Json {
  if (Array.isArray(value)) return value.map((item) => rewriteRefs(item, rename));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === '$ref' && typeof item === 'string' ? rename(item) : rewriteRefs(item, rename),
    ]),
  );
}

/** A schema as OpenAPI takes it; shared and recursive parts move to components, under a name of their own. */
function schemaOf(
  schema: z.ZodType,
  io: 'input' | 'output',
  name: string,
  components: Record<string, JsonSchema>,
): JsonSchema {
  const { $schema: _, $defs, ...root } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonSchema;
  const rename = (ref: string) => {
    if (ref === '#') return `#/components/schemas/${name}`;
    return ref.replace(/^#\/\$defs\//, `#/components/schemas/${name}_`);
  };
  const result = rewriteRefs(root, rename) as JsonSchema;
  if (isObject($defs)) {
    for (const [key, value] of Object.entries($defs))
      components[`${name}_${key}`] = rewriteRefs(value, rename) as JsonSchema;
  }
  if (JSON.stringify(root).includes('"$ref":"#"')) components[name] = result;
  return result;
}

function operationName(method: Method, entry: RouteEntry): string {
  const words = entry.segments.flatMap((segment) =>
    segment.kind === 'fixed'
      ? segment.text === 'api'
        ? []
        : segment.text.split(/[^a-zA-Z0-9]+/)
      : ['by', segment.name],
  );
  return [method.toLowerCase(), ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('');
}

function parametersOf(
  schema: z.ZodType | undefined,
  place: 'path' | 'query',
  name: string,
  components: Record<string, JsonSchema>,
): Operation['parameters'] {
  if (!schema) return [];
  const object = schemaOf(schema, 'input', `${name}_${place}`, components);
  const properties = isObject(object.properties) ? object.properties : {};
  const required = Array.isArray(object.required) ? object.required : [];
  return Object.entries(properties).map(([key, value]) => {
    const field = isObject(value) ? value : {};
    return {
      name: key,
      in: place,
      required: place === 'path' || required.includes(key),
      schema: field,
      ...(typeof field.description === 'string' ? { description: field.description } : {}),
    };
  });
}

function successOf(
  declaration: AnyDeclaration,
  name: string,
  components: Record<string, JsonSchema>,
): Operation['responses'] {
  const { answer } = declaration;
  if (answer === 'stream') return { 200: { description: 'Success', content: { '*/*': { schema: {} } } } };
  const { status, schema } =
    'status' in answer ? { status: answer.status, schema: answer.schema } : { status: 200, schema: answer };
  if (!schema) return { [status]: { description: 'Success, without content' } };
  const shape = schemaOf(schema, 'output', `${name}_answer`, components);
  return { [status]: { description: 'Success', content: { 'application/json': { schema: shape } } } };
}

function operationOf(
  method: Method,
  entry: RouteEntry,
  declaration: AnyDeclaration,
  components: Record<string, JsonSchema>,
): Operation {
  const name = operationName(method, entry);
  const parameters = [
    ...parametersOf(declaration.params, 'path', name, components),
    ...parametersOf(declaration.query, 'query', name, components),
  ];
  if (declaration.idempotent) {
    parameters.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      schema: { type: 'string', maxLength: 255 },
      description: 'Send the same key again with the same body to get the first answer again, whatever happened to it.',
    });
  }
  const { body } = declaration;
  const content: Record<string, { schema: JsonSchema }> | undefined =
    body === undefined
      ? undefined
      : body === 'stream'
        ? { 'application/octet-stream': { schema: {} } }
        : { 'application/json': { schema: schemaOf(strictSchema(body), 'input', `${name}_body`, components) } };
  const names = entry.segments.flatMap((segment) => (segment.kind === 'fixed' ? [segment.text] : []));
  const subject = names.find((word) => !/^(api|v\d+|\d+\.\d+)$/.test(word));
  const group = names[0] !== 'api' || subject === undefined || aboutTheServer.has(subject) ? 'server' : subject;
  return {
    operationId: name,
    summary: declaration.summary,
    ...(declaration.description ? { description: declaration.description } : {}),
    tags: [group],
    parameters,
    ...(content
      ? { requestBody: { required: body === 'stream' || !body?.safeParse(undefined).success, content } }
      : {}),
    responses: {
      ...successOf(declaration, name, components),
      default: {
        description: 'Error',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
    security: declaration.auth === 'public' ? [] : [{ bearer: [] }, { basic: [] }, {}],
  };
}

/** The OpenAPI document of all routes, from the schemas that validate them. */
export function openApi(entries: readonly RouteEntry[]): OpenApi {
  const schemas: Record<string, JsonSchema> = { Problem: problemSchema };
  const paths: OpenApi['paths'] = {};
  const tags = new Set<string>();
  for (const entry of [...entries].sort((a, b) => a.pattern.localeCompare(b.pattern))) {
    // MLflow's API is described by MLflow.
    if (foreign.test(entry.pattern)) continue;
    const item: Record<string, Operation> = {};
    for (const method of methods) {
      const route = entry.methods[method];
      if (!route) continue;
      const operation = operationOf(method, entry, route.declaration, schemas);
      for (const tag of operation.tags) tags.add(tag);
      item[method.toLowerCase()] = operation;
    }
    paths[entry.pattern] = item;
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Traza',
      version: '1',
      description:
        'Track experiments, version data and models, run jobs, and prove that a result can be repeated. Everything the dashboard does goes through these routes.',
    },
    servers: [
      { url: '/', description: 'The project "default"' },
      {
        url: '/p/{project}',
        description: 'Any project',
        variables: { project: { default: 'default', description: 'Slug of the project' } },
      },
    ],
    tags: [...tags].sort().map((name) => ({ name })),
    paths,
    components: {
      schemas,
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'TRAZA_TOKEN. Servers on loopback without a token ask for none.',
        },
        basic: { type: 'http', scheme: 'basic', description: 'Any name, and TRAZA_TOKEN as the password.' },
      },
    },
  };
}
