import { DomainError } from '../../errors.ts';

export interface HostSettings {
  /** What the server listens on (TRAZA_HOST). */
  host: string;
  /** TRAZA_ALLOWED_HOSTS: names with or without a port. */
  allowedHosts: readonly string[];
}

type HeaderValues = Record<string, string | string[] | undefined>;

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);
// Listening on these means every address of the machine; no browser has them in its address bar.
const wildcard = new Set(['0.0.0.0', '::', '[::]']);
const hostShape = /^(\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?\.?)(?::(\d{1,5}))?$/;

/** Splits a Host header; undefined when it is not a host at all. */
function parseHost(value: string): { name: string; host: string } | undefined {
  const host = value.toLowerCase();
  const name = hostShape.exec(host)?.[1];
  return name === undefined ? undefined : { name, host };
}

/** Whether a Host header names this server. A rebound DNS name reaches our address under a name that is not ours. */
export function isOurHost(value: string | undefined, settings: HostSettings): boolean {
  const parsed = value === undefined ? undefined : parseHost(value);
  if (!parsed) return false;
  const own = settings.host.includes(':') ? `[${settings.host}]` : settings.host.toLowerCase();
  return (
    loopbackNames.has(parsed.name) ||
    (parsed.name === own && !wildcard.has(own)) ||
    settings.allowedHosts.includes(parsed.host) ||
    settings.allowedHosts.includes(parsed.name)
  );
}

/** @throws DomainError FORBIDDEN for a Host that is not ours */
export function checkHost(headers: HeaderValues, settings: HostSettings): void {
  const { host } = headers;
  if (typeof host === 'string' && isOurHost(host, settings)) return;
  throw new DomainError('FORBIDDEN', 'This server does not answer under this host name.', {
    hint: 'Add the name to TRAZA_ALLOWED_HOSTS (a list with commas) and start again.',
  });
}

function forged(): DomainError {
  return new DomainError('FORBIDDEN', 'A page of another site sent this request; it was refused.', {
    hint: 'Use the dashboard of this server, or a program that sends no Origin header.',
  });
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses requests that another site makes a browser send and that could change something.
 * Programs that are no browsers send neither Origin nor Sec-Fetch-Site, and pass.
 * @throws DomainError FORBIDDEN
 */
export function checkOrigin(method: string, headers: HeaderValues, settings: HostSettings): void {
  if (safe.has(method)) return;
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site') throw forged();
  if (origin === undefined) return;
  if (typeof origin !== 'string' || !URL.canParse(origin)) throw forged();
  const from = new URL(origin).host;
  // Behind a proxy that rewrites Host, the page's origin is a name from TRAZA_ALLOWED_HOSTS.
  const named = settings.allowedHosts.includes(from) || settings.allowedHosts.includes(new URL(origin).hostname);
  const same = typeof host === 'string' && new URL(`http://${host}`).host === from.replace(/:443$/, '');
  if (!same && !named) throw forged();
}
