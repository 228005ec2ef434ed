import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { testDatabase } from '../testing/test-database.ts';
import { startWeb } from './web.ts';

process.env.PORT = '0';
const { url: databaseUrl } = await testDatabase();

test('the web process answers, ends its streams first, lets requests finish, and frees its port', async () => {
  const web = await startWeb({ dev: false, pages: false });
  const url = `http://127.0.0.1:${web.port}`;
  expect(databaseUrl).toContain('postgres');
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  const ready = await fetch(`${url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([200, { ready: true, database: 'ok', pages: 'ok' }]);
  // No project was made yet: the default one is there when it is asked for.
  expect((await fetch(`${url}/api/v1/health`)).status).toBe(200);
  expect((await fetch(`${url}/p/default`)).status).toBe(404);

  const events = await fetch(`${url}/api/v1/events`);
  const streamEnds = events.text();
  const slow = request(`${url}/api/v1/projects`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': 14 },
  });
  slow.flushHeaders();
  slow.write('{"slug"');
  // The server knows of the request once it has answered a later one on another connection.
  await fetch(`${url}/healthz`);

  // A page of another site may open sockets to us; it is hung up on before anybody speaks.
  for (const hostile of ['Host: evil.com', 'Host: localhost\r\nOrigin: https://evil.com']) {
    const socket = connect(web.port, '127.0.0.1');
    let heard = '';
    socket.on('data', (part) => {
      heard += part;
    });
    socket.write(`GET /_next/hmr HTTP/1.1\r\n${hostile}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
    await once(socket, 'close');
    expect(heard).toBe('');
  }

  const stopped = Promise.all([web.stop(), web.stop()]);
  expect(await streamEnds).toContain(': listening');
  slow.end(':"ab"} ');
  const [answer] = await once(slow, 'response');
  expect(answer.statusCode).toBe(201);
  expect(answer.headers.connection).toBe('close');
  answer.resume();
  await stopped;
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
});

test('a port that is taken is named, with what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const { listen } = await import('./listen.ts');
  const port = typeof address === 'object' && address ? address.port : 0;
  await expect(listen(createServer(), '127.0.0.1', port)).rejects.toMatchObject({
    code: 'CONFLICT',
    message: `Port ${port} on 127.0.0.1 is taken by another program.`,
    hint: expect.stringContaining('PORT'),
  });
  await expect(listen(createServer(), '203.0.113.7', 0)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  other.close();
});
