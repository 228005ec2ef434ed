import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { cleanName, contentDisposition, parseRange, serveBytes } from './serve-bytes.ts';

const bytes = Buffer.from('0123456789');
const digest = 'd'.repeat(64);

function serve(
  headers: Record<string, string> = {},
  more: { name?: string; mime?: string; disposition?: 'inline'; method?: string; size?: number } = {},
) {
  let opened = 0;
  const request = new Request('http://localhost/x', { method: more.method ?? 'GET', headers });
  const response = serveBytes({
    request,
    name: more.name ?? 'data.bin',
    size: more.size ?? bytes.length,
    digest,
    mime: more.mime,
    disposition: more.disposition,
    open: ({ start, end }) => {
      opened += 1;
      return Readable.from([bytes.subarray(start, end)]);
    },
  });
  return response.then((answer) => ({ answer, opened: () => opened }));
}

describe('a range', () => {
  test.each([
    ['bytes=0-3', { start: 0, end: 4 }],
    ['bytes=4-', { start: 4, end: 10 }],
    ['bytes=-3', { start: 7, end: 10 }],
    ['bytes=-99', { start: 0, end: 10 }],
    ['bytes=8-99', { start: 8, end: 10 }],
    ['bytes=9-9', { start: 9, end: 10 }],
  ])('%s', async (header, range) => {
    expect(parseRange(header, 10)).toEqual(range);
    const { answer } = await serve({ range: header });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(`bytes ${range.start}-${range.end - 1}/10`);
    expect(answer.headers.get('content-length')).toBe(String(range.end - range.start));
    expect(await answer.text()).toBe('0123456789'.slice(range.start, range.end));
  });

  test.each([null, 'bytes=0-1,3-4', 'bytes=5-2', 'items=0-1', 'bytes=a-b', 'bytes=-', 'bytes='])(
    '%j means the whole',
    async (header) => {
      const { answer } = await serve(header === null ? {} : { range: header });
      expect(answer.status).toBe(200);
      expect(await answer.text()).toBe('0123456789');
    },
  );

  test.each(['bytes=10-', 'bytes=99-100', 'bytes=-0'])('%s is refused', async (header) => {
    await expect(serve({ range: header })).rejects.toMatchObject({ code: 'RANGE_NOT_SATISFIABLE' });
  });

  test('is only taken when the client still has the same bytes', async () => {
    expect((await serve({ range: 'bytes=0-1', 'if-range': `"${digest}"` })).answer.status).toBe(206);
    expect((await serve({ range: 'bytes=0-1', 'if-range': '"other"' })).answer.status).toBe(200);
  });
});

test('what the client has is not sent again, nor opened', async () => {
  const { answer, opened } = await serve({ 'if-none-match': `"${digest}"` });
  expect(answer.status).toBe(304);
  expect(opened()).toBe(0);
});

test('HEAD and empty files open nothing', async () => {
  const head = await serve({}, { method: 'HEAD' });
  expect(head.answer.headers.get('content-length')).toBe('10');
  expect(head.opened()).toBe(0);
  const empty = await serve({}, { size: 0 });
  expect(empty.answer.headers.get('content-length')).toBe('0');
  expect(empty.opened()).toBe(0);
});

test.each([
  'text/html',
  'image/svg+xml',
  'application/xhtml+xml',
  'text/xml',
  'application/javascript',
  'text/HTML; charset=x',
  'nonsense\u00e9',
  '',
])('bytes of type %j are saved, never run', async (mime) => {
  const { answer } = await serve({}, { mime, disposition: 'inline' });
  expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/);
  expect(answer.headers.get('content-security-policy')).toMatch(/^sandbox;/);
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
});

test('a picture may be shown, and only when asked', async () => {
  expect(
    (await serve({}, { mime: 'image/png', disposition: 'inline' })).answer.headers.get('content-disposition'),
  ).toMatch(/^inline;/);
  expect((await serve({}, { mime: 'image/png' })).answer.headers.get('content-disposition')).toMatch(/^attachment;/);
  expect(
    (await serve({}, { mime: 'application/json', disposition: 'inline' })).answer.headers.get('content-disposition'),
  ).toMatch(/^attachment;/);
});

test.each([
  ['model/weights.bin', 'weights.bin'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\temp\\x.txt', 'x.txt'],
  ['a\r\nSet-Cookie: x=1', 'aSet-Cookie_ x=1'],
  ['evil\u202egnp.exe', 'evilgnp.exe'],
  ['..', 'download'],
  ['', 'download'],
  ['   ', 'download'],
  ['.bashrc', 'bashrc'],
  ['x"; filename=y', 'x_; filename=y'],
])('the name %j becomes %j', (name, clean) => {
  expect(cleanName(name)).toBe(clean);
  expect(() => new Headers({ 'content-disposition': contentDisposition('attachment', name) })).not.toThrow();
});

test('a plain name needs no quotes, names in every script survive', () => {
  expect(contentDisposition('attachment', 'a/dog+step+2.webp')).toBe('attachment; filename=dog+step+2.webp');
  expect(contentDisposition('attachment', "vuelos 'año' ✈.csv")).toBe(
    `attachment; filename="vuelos 'a_o' _.csv"; filename*=UTF-8''vuelos%20%27a%C3%B1o%27%20%E2%9C%88.csv`,
  );
});
