import { createHash } from 'node:crypto';
import { requestHeader } from './incoming.ts';

/** A strong entity tag for a text. */
export function etagOf(text: string): string {
  return `"${createHash('sha1').update(text).digest('base64url')}"`;
}

/** Whether the client holds this version already: If-None-Match by RFC 9110, weak comparison. */
export function isFresh(request: Request, etag: string): boolean {
  const header = requestHeader(request, 'if-none-match');
  if (header === null) return false;
  if (header.trim() === '*') return true;
  const bare = etag.replace(/^W\//, '');
  return header.split(',').some((one) => one.trim().replace(/^W\//, '') === bare);
}

/** 304 with what a 200 would have said about caching. */
export function notModified(etag: string): Response {
  return new Response(null, { status: 304, headers: { etag, 'cache-control': 'private, no-cache' } });
}
