import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { staticFiles } from './static-files.ts';

const root = mkdtempSync(path.join(tmpdir(), 'traza-static-'));
const dir = path.join(root, 'static');
const script = 'export const text = "a script that says the same again and again";\n'.repeat(200);
mkdirSync(path.join(dir, 'chunks'), { recursive: true });
writeFileSync(path.join(dir, 'chunks/a b.js'), script);
writeFileSync(path.join(dir, 'chunks/font.woff2'), 'font');
writeFileSync(path.join(root, 'secret.js'), 'secret');

const serve = staticFiles(dir);
const server = createServer((incoming, outgoing) => {
  void serve(incoming, outgoing).then((done) => done || outgoing.writeHead(418).end());
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;
afterAll(() => {
  server.close();
  rmSync(root, { recursive: true, force: true });
});

const get = (url: string, encoding: string, method = 'GET') =>
  fetch(`http://127.0.0.1:${port}${url}`, { method, headers: { 'accept-encoding': encoding } });

describe('scripts of a build', () => {
  test.each(['br', 'gzip', 'gzip;q=0.5, br;q=0'])('come compressed to who takes %s', async (accepted) => {
    const answer = await get('/_next/static/chunks/a%20b.js?v=1', accepted);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-encoding')).toBe(accepted === 'br' ? 'br' : 'gzip');
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(Number(answer.headers.get('content-length'))).toBeLessThan(script.length / 10);
    expect(await answer.text()).toBe(script);
  });

  test('a HEAD has no body', async () => {
    const answer = await get('/_next/static/chunks/a%20b.js', 'br', 'HEAD');
    expect([answer.status, await answer.text()]).toEqual([200, '']);
  });

  test.each([
    ['/_next/static/chunks/a%20b.js', 'identity'],
    ['/_next/static/chunks/font.woff2', 'br'],
    ['/_next/static/chunks/gone.js', 'br'],
    ['/_next/static/..%2fsecret.js', 'br'],
    ['/_next/static/%2e%2e/secret.js', 'br'],
    ['/_next/static/%ff.js', 'br'],
    ['/_next/static/a%00.js', 'br'],
    ['/_next/image', 'br'],
  ])('%s as %s is for Next', async (url, accepted) => expect((await get(url, accepted)).status).toBe(418));
});
