import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { credentialOf, type Identity, identify } from '../../auth/identify.ts';
import { failureLimit } from '../../auth/limit-failures.ts';
import { DomainError } from '../../errors.ts';
import { MlflowError } from '../../mlflow/error-code.ts';
import { defaultProject } from '../../projects/schema.ts';
import { type Route, requestIdOf, unauthenticated } from '../define-route.ts';
import { stateIncoming } from '../incoming.ts';
import { setHeader } from '../json-response.ts';
import { metrics } from '../metrics.ts';
import { mlflowErrorResponse } from '../mlflow-error-response.ts';
import { problemResponse } from '../problem.ts';
import { projectHeader } from '../request-context.ts';
import { stateFacts } from '../request-facts.ts';
import { type Method, methods, type RouteEntry, type RouteTable } from '../route-table.ts';
import { checkHost, checkOrigin, type HostSettings } from './check-origin.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { nodeRequest } from './node-request.ts';
import { isMlflowAddress, readAddress, roughSegments, workspaceHeader } from './read-address.ts';
import { writeResponse } from './write-response.ts';

export interface DoorSettings extends HostSettings {
  token: string | undefined;
  port: number;
  dev: boolean;
}

export interface DoorOptions {
  table: RouteTable;
  settings: DoorSettings;
  /** Draws everything that is not a route: Next. */
  pages: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;
  log: Logger;
}

const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
};

/** Bytes of a refused body that we read and drop, so that the client sees our answer and not a broken connection. */
const mostDrained = 16 * 1024 * 1024;

interface Asked {
  incoming: IncomingMessage;
  outgoing: ServerResponse;
  requestId: string;
  method: string;
  /** Decoded path, without /p/<slug> before /api. */
  segments: string[];
  /** Raw path and query, without /p/<slug> before /api. */
  target: string;
  project: string | undefined;
  identity: Identity | undefined;
}

function headersFrom(incoming: IncomingMessage): Headers {
  const headers = new Headers();
  const { authorization, cookie } = incoming.headers;
  if (authorization) headers.set('authorization', authorization);
  if (cookie) headers.set('cookie', cookie);
  return headers;
}

/** @throws DomainError TOO_MANY_REQUESTS when this address has shown too many wrong tokens */
function whoAsks(incoming: IncomingMessage, settings: DoorSettings): Identity | undefined {
  if (!settings.token) return { actor: 'owner', by: 'loopback' };
  const headers = headersFrom(incoming);
  const credential = credentialOf(headers, settings.port);
  const address = incoming.socket.remoteAddress ?? '';
  const now = new Date();
  // A session cookie cannot be guessed, so a neighbour's wrong tokens never lock out who is signed in.
  const guessable = credential !== undefined && credential.by !== 'session';
  if (guessable && failureLimit().blocked(address, now.getTime())) {
    throw new DomainError('TOO_MANY_REQUESTS', 'Too many wrong tokens came from your address.', {
      hint: 'Wait a minute, then try again with the right one.',
    });
  }
  const identity = identify(headers, settings, now);
  if (!identity && guessable) failureLimit().failed(address, credential.secret, now.getTime());
  return identity;
}

/** What anybody may fetch, so that the sign-in page can be drawn. Nothing in it is about a project. */
function isOpenPage(path: string, dev: boolean): boolean {
  return (
    path === '/sign-in' ||
    path === '/icon.svg' ||
    path === '/favicon.ico' ||
    path.startsWith('/_next/static/') ||
    (dev && path.startsWith('/_next/'))
  );
}

function allowed(entry: RouteEntry): string {
  const names: string[] = methods.filter((method) => entry.methods[method]);
  if (entry.methods.GET) names.push('HEAD');
  return [...names, 'OPTIONS'].join(', ');
}

/**
 * The handler of the one HTTP server: checks host, origin and token, then answers by a route of ours, or lets Next draw
 * the page. Every refusal is a problem document.
 */
export function createDoor(
  options: DoorOptions,
): (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void> {
  const { table, settings, log } = options;
  const figures = metrics();

  function drain(incoming: IncomingMessage): void {
    if (incoming.complete) return;
    let dropped = 0;
    incoming.on('data', (part: Buffer) => {
      dropped += part.byteLength;
      if (dropped > mostDrained) incoming.destroy();
    });
    incoming.on('error', () => {});
  }

  async function send(asked: Pick<Asked, 'incoming' | 'outgoing' | 'method'>, response: Response): Promise<void> {
    if (!asked.incoming.complete && response.status >= 400) drain(asked.incoming);
    await writeResponse(response, asked.outgoing, { head: asked.method === 'HEAD', always });
  }

  /** An error in the shape that the client of this address reads. */
  function refuse(
    error: unknown,
    asked: Pick<Asked, 'segments' | 'requestId'>,
    headers: Record<string, string> = {},
  ): Response {
    const { requestId } = asked;
    const all = { ...headers, 'x-request-id': requestId };
    if (isMlflowAddress(asked.segments)) return mlflowErrorResponse(error, { requestId, log, headers: all });
    const response = problemResponse(error, requestId, log, all);
    if (response.status === 401) setHeader(response, 'www-authenticate', 'Bearer realm="Traza"');
    return response;
  }

  function findRoute(
    asked: Asked,
  ): { entry: RouteEntry; route: Route; params: Record<string, string | string[]> } | Response | undefined {
    const found = table.match(asked.segments);
    if (!found) {
      // MLflow's own pages ask its GraphQL; its clients never do.
      if (asked.segments[0] !== 'api' && asked.segments[0] !== 'graphql') return undefined;
      if (!asked.identity) throw unauthenticated();
      if (isMlflowAddress(asked.segments)) {
        throw new MlflowError(
          'ENDPOINT_NOT_FOUND',
          `Traza serves no MLflow call at ${asked.method} /${asked.segments.join('/').slice(0, 200)}.`,
        );
      }
      const near = table.near(asked.segments);
      throw new DomainError('NOT_FOUND', 'There is no API route at this address.', {
        hint: near.length > 0 ? `Near it are ${near.join(', ')}. All routes: /api/v1/docs` : 'All routes: /api/v1/docs',
      });
    }
    const { entry, params } = found;
    const wanted = asked.method === 'HEAD' ? 'GET' : asked.method;
    const route = entry.methods[wanted as Method];
    if (!asked.identity && route?.declaration.auth !== 'public') throw unauthenticated();
    if (route) return { entry, route, params };
    const allow = allowed(entry);
    if (asked.method === 'OPTIONS') return new Response(null, { status: 204, headers: { allow } });
    return refuse(new DomainError('METHOD_NOT_ALLOWED', `This address takes ${allow}.`), asked, { allow });
  }

  async function answerRoute(asked: Asked, route: Route, params: Record<string, string | string[]>): Promise<Response> {
    const { incoming, outgoing } = asked;
    const host = incoming.headers.host;
    const secure = incoming.headers['x-forwarded-proto'] === 'https';
    const request = nodeRequest(incoming, outgoing, {
      method: asked.method,
      url: `${secure ? 'https' : 'http'}://${host ?? 'localhost'}${asked.target}`,
      extraHeaders: asked.project === undefined ? {} : { [projectHeader]: asked.project },
    });
    stateFacts(request, {
      requestId: asked.requestId,
      identity: asked.identity,
      address: incoming.socket.remoteAddress ?? '',
      secure,
      project: asked.project,
    });
    stateIncoming(request, incoming);
    return route(request, { params: Promise.resolve(params) });
  }

  async function drawPage(asked: Asked, path: string): Promise<void> {
    const { incoming, outgoing, method } = asked;
    if (!asked.identity && !isOpenPage(path, settings.dev)) {
      if (method !== 'GET' && method !== 'HEAD') throw unauthenticated();
      const next = path === '/' ? '' : `?next=${encodeURIComponent(incoming.url ?? '/')}`;
      return send(
        asked,
        new Response(null, { status: 303, headers: { location: `/sign-in${next}`, 'cache-control': 'no-store' } }),
      );
    }
    if (path === '/') {
      return send(
        asked,
        new Response(null, { status: 307, headers: { location: `/p/${defaultProject}`, 'cache-control': 'no-store' } }),
      );
    }
    const nonce = randomBytes(16).toString('base64');
    const policy = contentSecurityPolicy(nonce, settings.dev);
    incoming.headers['content-security-policy'] = policy;
    for (const [name, value] of Object.entries(always)) outgoing.setHeader(name, value);
    outgoing.setHeader('content-security-policy', policy);
    outgoing.setHeader('x-request-id', asked.requestId);
    await options.pages(incoming, outgoing);
  }

  return async function open(incoming, outgoing) {
    const start = performance.now();
    const method = incoming.method ?? 'GET';
    const raw = incoming.url ?? '/';
    const requestId = requestIdOf({
      headers: { get: (name) => (typeof incoming.headers[name] === 'string' ? incoming.headers[name] : null) },
    });
    let label = 'refused';
    // Until the address is read: enough to know whose errors to speak.
    let segments = roughSegments(raw);
    figures.inFlight.inc();
    outgoing.once('close', () => {
      figures.inFlight.dec();
      const seconds = (performance.now() - start) / 1000;
      const status = outgoing.writableFinished ? outgoing.statusCode : 499;
      figures.requests.observe({ method, route: label, status: String(status) }, seconds);
      // 499: the client left, as every event stream ends.
      const failed = status >= 400 && status !== 499;
      if (failed || log.isLevelEnabled('debug')) {
        // A 503 of /readyz is an answer, not a failure.
        const level = !failed ? 'debug' : status >= 500 && label !== '/readyz' ? 'error' : 'info';
        log[level](
          { requestId, method, path: raw.split('?', 1)[0], route: label, status, ms: Math.round(seconds * 1000) },
          'request',
        );
      }
    });
    try {
      const path = raw.split('?', 1)[0] ?? '/';
      if (path !== '/healthz' && path !== '/health') checkHost(incoming.headers, settings);
      checkOrigin(method, incoming.headers, settings);
      const address = readAddress(raw, incoming.headers[workspaceHeader]);
      segments = address.segments;
      const { project, target } = address;
      const asked: Asked = {
        incoming,
        outgoing,
        requestId,
        method,
        segments,
        target,
        project,
        identity: whoAsks(incoming, settings),
      };
      const found = findRoute(asked);
      if (found instanceof Response) await send(asked, found);
      else if (found) {
        label = found.entry.pattern;
        await send(asked, await answerRoute(asked, found.route, found.params));
      } else {
        label = 'page';
        await drawPage(asked, path);
      }
    } catch (error) {
      if (outgoing.headersSent || outgoing.destroyed) {
        if (!outgoing.writableEnded) outgoing.destroy();
        if (!incoming.destroyed || !outgoing.closed)
          log.warn({ error, requestId, route: label }, 'an answer was cut short');
        return;
      }
      await send({ incoming, outgoing, method }, refuse(error, { segments, requestId }));
    }
  };
}
