import { describe, expect, test } from 'vitest';
import { checkHost, checkOrigin, type HostSettings, isOurHost } from './check-origin.ts';

const loopback: HostSettings = { host: '127.0.0.1', allowedHosts: [] };
const named: HostSettings = { host: '0.0.0.0', allowedHosts: ['traza.example.com', 'ml:8443'] };

describe('a Host', () => {
  test.each([
    [loopback, 'localhost', true],
    [loopback, 'localhost:3000', true],
    [loopback, 'LOCALHOST:3000', true],
    [loopback, '127.0.0.1:8080', true],
    [loopback, '[::1]:3000', true],
    [loopback, 'evil.com', false],
    [loopback, 'evil.com:3000', false],
    [loopback, 'localhost.evil.com', false],
    [loopback, 'evil.com#localhost', false],
    [loopback, 'localhost@evil.com', false],
    [loopback, 'localhost evil.com', false],
    [loopback, '127.0.0.1.nip.io', false],
    [loopback, '127.0.0.2', false],
    [loopback, '2130706433', false],
    [loopback, '[::ffff:127.0.0.1]', false],
    [loopback, '0.0.0.0:3000', false],
    [loopback, '', false],
    [loopback, undefined, false],
    [named, 'traza.example.com', true],
    [named, 'traza.example.com:443', true],
    [named, 'TRAZA.example.com', true],
    [named, 'ml:8443', true],
    [named, 'ml:8444', false],
    [named, 'ml', false],
    [named, 'sub.traza.example.com', false],
    [named, '0.0.0.0:3000', false],
    [{ host: '192.168.1.5', allowedHosts: [] }, '192.168.1.5:3000', true],
    [{ host: '192.168.1.5', allowedHosts: [] }, '192.168.1.6:3000', false],
    [{ host: 'fe80::1', allowedHosts: [] }, '[fe80::1]:3000', true],
  ])('of %o: %j is ours: %s', (settings, host, ours) => {
    expect(isOurHost(host, settings)).toBe(ours);
    const check = () => checkHost({ host }, settings);
    if (ours) expect(check).not.toThrow();
    else expect(check).toThrow(/does not answer under this host name/);
  });
});

const host = 'localhost:3000';
const passing: Record<string, string>[] = [
  {},
  { origin: 'http://localhost:3000' },
  { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' },
  { 'sec-fetch-site': 'none' },
];
const forged: Record<string, string>[] = [
  { origin: 'null' },
  { origin: 'https://evil.com' },
  { origin: 'http://localhost:8080' },
  { origin: 'http://127.0.0.1:3000' },
  { origin: 'http://localhost:3000.evil.com' },
  { origin: 'not an origin' },
  { origin: '' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { origin: 'http://localhost:3000', 'sec-fetch-site': 'cross-site' },
];

describe.each(['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'])('%s', (method) => {
  test.each(passing)('with %o passes', (headers) => {
    expect(() => checkOrigin(method, { host, ...headers }, loopback)).not.toThrow();
  });

  test.each(forged)('with %o is refused', (headers) => {
    expect(() => checkOrigin(method, { host, ...headers }, loopback)).toThrow(/another site/);
  });
});

test.each(['GET', 'HEAD', 'OPTIONS'])('%s passes from anywhere: its answer cannot be read there', (method) => {
  for (const headers of forged) expect(() => checkOrigin(method, { host, ...headers }, loopback)).not.toThrow();
});

test('behind a proxy that rewrites Host, the named origin passes', () => {
  const headers = { host: 'localhost:3000', origin: 'https://traza.example.com' };
  expect(() => checkOrigin('POST', headers, named)).not.toThrow();
  expect(() => checkOrigin('POST', headers, loopback)).toThrow();
  const tls = { host: 'traza.example.com', origin: 'https://traza.example.com' };
  expect(() => checkOrigin('POST', tls, named)).not.toThrow();
});
