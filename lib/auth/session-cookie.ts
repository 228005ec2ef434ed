import { createHmac } from 'node:crypto';
import { sameSecret } from './same-secret.ts';

const lifeMs = 30 * 24 * 3600 * 1000;

/** Cookies are shared by all ports of a host: two copies side by side must not overwrite each other's. */
export function sessionCookieName(port: number): string {
  return `traza_session_${port}`;
}

function sign(token: string, expires: string): string {
  return createHmac('sha256', `traza session ${token}`).update(expires).digest('base64url');
}

/** The value of a session cookie: when it ends, signed with the token, so that a new token ends all sessions. */
export function issueSession(token: string, now: Date): { value: string; maxAgeSeconds: number } {
  const expires = String(now.getTime() + lifeMs);
  return { value: `${expires}.${sign(token, expires)}`, maxAgeSeconds: lifeMs / 1000 };
}

/** Whether we issued this value and it has not ended. */
export function checkSession(token: string, value: string, now: Date): boolean {
  const [expires = '', signature = ''] = value.split('.', 2);
  if (!/^\d{13,15}$/.test(expires) || Number(expires) <= now.getTime()) return false;
  return sameSecret(signature, sign(token, expires));
}

/** The Set-Cookie header that begins a session, or ends it when `value` is empty. */
export function sessionCookie(
  name: string,
  value: string,
  options: { maxAgeSeconds: number; secure: boolean },
): string {
  const parts = [`${name}=${value}`, 'Path=/', 'HttpOnly', 'SameSite=Lax', `Max-Age=${options.maxAgeSeconds}`];
  if (options.secure) parts.push('Secure');
  return parts.join('; ');
}
