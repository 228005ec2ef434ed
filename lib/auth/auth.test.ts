import { expect, test } from 'vitest';
import { identify } from './identify.ts';
import { makeFailureLimit } from './limit-failures.ts';
import { localPath } from './local-path.ts';
import { checkSession, issueSession, sessionCookie, sessionCookieName } from './session-cookie.ts';

const token = 'a-token-of-sixteen-characters';
const settings = { token, port: 3000 };
const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
const now = new Date('2026-01-01T00:00:00Z');
const session = issueSession(token, now).value;

test.each([
  [{ authorization: `Bearer ${token}` }, 'bearer'],
  [{ authorization: `bearer   ${token} ` }, 'bearer'],
  [{ authorization: basic(`anybody:${token}`) }, 'basic'],
  [{ authorization: basic(`:${token}`) }, 'basic'],
  [{ cookie: `a=b; traza_session_3000=${session}` }, 'session'],
])('%o is the owner by %s', (headers: Record<string, string>, by) => {
  expect(identify(new Headers(headers), settings, now)).toEqual({ actor: 'owner', by });
});

test.each([
  {},
  { authorization: '' },
  { authorization: 'Bearer' },
  { authorization: 'Bearer wrong' },
  { authorization: `Bearer ${token}x` },
  { authorization: `Bearer ${token.slice(0, -1)}` },
  { authorization: token },
  { authorization: `Digest ${token}` },
  { authorization: basic(token) },
  { authorization: basic(`${token}:`) },
  { authorization: 'Bearer wrong', cookie: `traza_session_3000=${session}` },
  { cookie: `traza_session_3001=${session}` },
  { cookie: `traza_session_3000=${token}` },
  { cookie: 'traza_session_3000=' },
  { cookie: `traza_session_3000=${session}x` },
  { cookie: `traza_session_3000=9${session}` },
])('%o is nobody', (headers) => {
  expect(identify(new Headers(Object.entries(headers)), settings, now)).toBeUndefined();
});

test('a session ends by itself, and when the token changes', () => {
  expect(checkSession(token, session, new Date('2026-01-30'))).toBe(true);
  expect(checkSession(token, session, new Date('2026-02-01'))).toBe(false);
  expect(checkSession('another-token-of-16', session, now)).toBe(false);
  expect(checkSession(token, issueSession('another-token-of-16', now).value, now)).toBe(false);
});

test('a session cookie cannot be read by scripts nor sent by other sites', () => {
  const cookie = sessionCookie(sessionCookieName(3000), session, { maxAgeSeconds: 10, secure: true });
  for (const part of ['HttpOnly', 'SameSite=Lax', 'Secure', 'Path=/', 'Max-Age=10']) expect(cookie).toContain(part);
  expect(sessionCookie('x', '', { maxAgeSeconds: 0, secure: false })).not.toContain('Secure');
});

test('different wrong tokens block their address for a minute; one old token again and again does not', () => {
  const limit = makeFailureLimit();
  for (let round = 0; round < 50; round += 1) limit.failed('10.0.0.1', 'old token', round);
  expect(limit.blocked('10.0.0.1', 60)).toBe(false);
  for (let round = 0; round < 10; round += 1) limit.failed('10.0.0.2', `guess ${round}`, 1000);
  expect(limit.blocked('10.0.0.2', 2000)).toBe(true);
  expect(limit.blocked('10.0.0.3', 2000)).toBe(false);
  expect(limit.blocked('10.0.0.2', 61_001)).toBe(false);
});

test.each(['/p/default', '/p/default?tab=1#x', '/', '/p/a/runs/%F0%9F%A6%8A'])('%j is a way back', (next) => {
  expect(localPath(next)).toBe(next);
});

test.each([
  '',
  'https://evil.com',
  '//evil.com',
  '/\\evil.com',
  '/\t/evil.com',
  '/\n//evil.com',
  'javascript:alert(1)',
  '\\\\evil',
  ' /x',
  '/a\\b',
  undefined,
  null,
])('%j leads home', (next) => {
  expect(localPath(next)).toBe('/');
});
