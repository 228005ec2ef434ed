import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { DomainError } from '../errors.ts';
import type { Route } from './define-route.ts';

/** One folder of app/ that holds a route.ts. */
export interface RouteEntry {
  /** As written in OpenAPI: /api/v1/runs/{run}/artifacts/{path} */
  pattern: string;
  segments: Segment[];
  methods: Partial<Record<Method, Route>>;
}

export type Segment =
  | { kind: 'fixed'; text: string }
  | { kind: 'param'; name: string }
  | { kind: 'rest'; name: string };

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type Method = (typeof methods)[number];

export interface RouteMatch {
  entry: RouteEntry;
  params: Record<string, string | string[]>;
}

function segmentOf(folder: string): Segment | undefined {
  if (/^\(.*\)$/.test(folder)) return undefined;
  const rest = /^\[\.\.\.(\w+)\]$/.exec(folder);
  if (rest?.[1]) return { kind: 'rest', name: rest[1] };
  const param = /^\[(\w+)\]$/.exec(folder);
  if (param?.[1]) return { kind: 'param', name: param[1] };
  if (/[[\]@]/.test(folder)) throw new Error(`The folder name ${folder} is not one our router knows.`);
  return { kind: 'fixed', text: folder };
}

/** An entry for a URL pattern in the notation of the folders: entryOf('api/v1/runs/[run]', { GET }). */
export function entryOf(folder: string, handlers: Partial<Record<Method, Route>>): RouteEntry {
  const segments = folder
    .split('/')
    .map(segmentOf)
    .filter((segment) => segment !== undefined);
  const pattern = `/${segments.map((segment) => (segment.kind === 'fixed' ? segment.text : `{${segment.name}}`)).join('/')}`;
  return { pattern, segments, methods: handlers };
}

function isRoute(value: unknown): value is Route {
  return typeof value === 'function' && 'declaration' in value;
}

/**
 * Imports every route.ts below app/ and lists what they declare.
 * @throws Error for a route.ts that exports a method not made by defineRoute: nothing is open by accident
 */
export async function scanRoutes(appDir: string): Promise<RouteEntry[]> {
  const files = (await readdir(appDir, { recursive: true })).filter((file) => /(^|[\\/])route\.ts$/.test(file));
  const entries: RouteEntry[] = [];
  for (const file of files.sort()) {
    const module: Record<string, unknown> = await import(pathToFileURL(path.join(appDir, file)).href);
    const handlers: Partial<Record<Method, Route>> = {};
    for (const method of methods) {
      const exported = module[method];
      if (exported === undefined) continue;
      if (!isRoute(exported)) throw new Error(`app/${file} exports ${method} that was not made by defineRoute.`);
      handlers[method] = exported;
    }
    entries.push(entryOf(path.dirname(file).split(path.sep).join('/'), handlers));
  }
  return entries;
}

// Decoded once more these would name another place; no honest client sends them.
const encodedTwice = /%(?:2e|2f|5c|25|00)/i;

function badPath(message: string): DomainError {
  return new DomainError('INVALID_INPUT', `The address ${message}.`);
}

/**
 * The decoded segments of a raw path, so that each address has one spelling.
 * @throws DomainError INVALID_INPUT for dot segments, encoded slashes, double encodings, backslashes, bad escapes
 */
export function decodePath(raw: string): string[] {
  if (!raw.startsWith('/')) throw badPath('must begin with /');
  const segments: string[] = [];
  for (const part of raw.slice(1).split('/')) {
    let text: string;
    try {
      text = part.includes('%') ? decodeURIComponent(part) : part;
    } catch {
      throw badPath('holds a % that does not begin a valid escape');
    }
    if (text === '.' || text === '..') throw badPath('holds a . or .. segment');
    if (text.includes('/') || text.includes('\\')) throw badPath('holds a slash or backslash inside a segment');
    if (text.includes('\0')) throw badPath('holds the character NUL');
    if (encodedTwice.test(text)) throw badPath('is encoded twice');
    segments.push(text);
  }
  return segments;
}

interface Node {
  fixed: Map<string, Node>;
  param?: { node: Node };
  rest?: { entry: RouteEntry };
  entry?: RouteEntry;
}

export interface RouteTable {
  entries: RouteEntry[];
  /** The entry for decoded segments, or undefined. Fixed names win over [params], params over [...rest]. */
  match: (segments: string[]) => RouteMatch | undefined;
  /** Patterns that look like the address, for the message that it does not exist. */
  near: (segments: string[]) => string[];
}

function paramsOf(entry: RouteEntry, segments: string[]): Record<string, string | string[]> {
  const params: Record<string, string | string[]> = {};
  entry.segments.forEach((segment, index) => {
    if (segment.kind === 'param') params[segment.name] = segments[index] ?? '';
    if (segment.kind === 'rest') params[segment.name] = segments.slice(index);
  });
  return params;
}

function find(node: Node, segments: string[], at: number): RouteEntry | undefined {
  const part = segments[at];
  if (part === undefined) return node.entry;
  const fixed = node.fixed.get(part);
  const below = fixed && find(fixed, segments, at + 1);
  if (below) return below;
  if (part === '') return undefined;
  const byParam = node.param && find(node.param.node, segments, at + 1);
  if (byParam) return byParam;
  return segments.slice(at).every((one) => one !== '') ? node.rest?.entry : undefined;
}

/** How many letters must change to make one word the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function strangeness(entry: RouteEntry, segments: string[]): number {
  let sum = 3 * Math.abs(entry.segments.length - segments.length);
  entry.segments.forEach((segment, index) => {
    const part = segments[index];
    if (part !== undefined && segment.kind === 'fixed') sum += Math.min(6, distance(segment.text, part.slice(0, 40)));
  });
  return sum;
}

/** Builds the matcher. @throws Error when two folders answer the same addresses */
export function makeRouteTable(entries: RouteEntry[]): RouteTable {
  const root: Node = { fixed: new Map() };
  for (const entry of entries) {
    let node = root;
    let ended = false;
    for (const segment of entry.segments) {
      if (segment.kind === 'rest') {
        if (node.rest) throw new Error(`Two routes answer ${entry.pattern}.`);
        node.rest = { entry };
        ended = true;
        break;
      }
      if (segment.kind === 'param') {
        node.param ??= { node: { fixed: new Map() } };
        node = node.param.node;
      } else {
        const next: Node = node.fixed.get(segment.text) ?? { fixed: new Map() };
        node.fixed.set(segment.text, next);
        node = next;
      }
    }
    if (ended) continue;
    if (node.entry) throw new Error(`Two routes answer ${entry.pattern}.`);
    node.entry = entry;
  }
  return {
    entries,
    match(segments) {
      const entry = find(root, segments, 0);
      return entry && { entry, params: paramsOf(entry, segments) };
    },
    near(segments) {
      const ranked = entries.map((entry) => ({ pattern: entry.pattern, score: strangeness(entry, segments) }));
      ranked.sort((a, b) => a.score - b.score || a.pattern.localeCompare(b.pattern));
      return ranked
        .filter((one) => one.score <= 8)
        .slice(0, 3)
        .map((one) => one.pattern);
    },
  };
}

const slotKey = Symbol.for('traza.routes');
const slots = globalThis as typeof globalThis & { [slotKey]?: RouteTable };

/** The front door publishes its table for routes that describe all the others. */
export function publishRouteTable(table: RouteTable): void {
  slots[slotKey] = table;
}

/** @throws DomainError UNAVAILABLE outside the front door */
export function routeTable(): RouteTable {
  const table = slots[slotKey];
  if (!table) throw new DomainError('UNAVAILABLE', 'Only the front door (npm start) knows all routes.');
  return table;
}
