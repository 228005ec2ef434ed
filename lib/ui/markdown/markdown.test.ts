import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { relativePath, safeAddress } from './safe-address.ts';

// Blocks of code bring a copy button, which wants the toasts of the shell; what is looked at here is what surrounds it.
const { ToastProvider } = await import('../toast.tsx');
const { default: MarkdownDrawing } = await import('./markdown-drawing.tsx');

const imageAt = (path: string) => `/files/${encodeURIComponent(path)}`;
const html = (source: string) =>
  renderToStaticMarkup(
    createElement(ToastProvider, null, createElement(MarkdownDrawing, { source, headingsFrom: 3, imageAt })),
  );

test('headings, lists, tables, tasks and code become elements', () => {
  const shown = html(
    '# Result\n\nIt is **good**, ~~bad~~.\n\n- [x] done\n- [ ] open\n\n3. third\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n```py\nx = 1 < 2\n```',
  );
  expect(shown).toContain('<h3>Result</h3>');
  expect(shown).toContain('<strong>good</strong>');
  expect(shown).toContain('<s>bad</s>');
  expect(shown).toMatch(/<input type="checkbox" disabled=""[^>]*checked=""\/>done/);
  expect(shown).toContain('<ol start="3"><li>third</li></ol>');
  expect(shown).toContain('<td style="text-align:right">2</td>');
  expect(shown).toContain('x = 1 &lt; 2</code>');
});

test('markup of the writer is text', () => {
  const shown = html('<script>alert(1)</script>\n\n<img src=x onerror=alert(1)> &lt;b&gt; <b>x</b>');
  expect(shown).not.toMatch(/<(script|img|b)\b/);
  expect(shown).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
});

describe('addresses', () => {
  const hostile = [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    ' javascript:alert(1)',
    'javascript&colon;alert(1)',
    'javascript&#58;alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:http://x/1',
    'view-source:javascript:1',
  ];

  test.each(hostile)('%j leads nowhere', (address) => {
    for (const source of [
      `[x](${address})`,
      `[x](<${address}>)`,
      `<${address}>`,
      `[x]\n\n[x]: ${address}`,
      `![x](${address})`,
    ])
      for (const [, href] of html(source).matchAll(/(?:href|src)="([^"]*)"/g))
        expect(href).not.toMatch(/^\s*\w+script|^data|^file|^blob|^view/i);
  });

  test('pages, mails and places inside are led to; those outside in a tab that knows nothing of this one', () => {
    expect(html('[a](https://x.org/y) <me@x.org> https://bare.org train.py')).toContain(
      '<div class="markdown" dir="auto"><p><a href="https://x.org/y" target="_blank" rel="noopener noreferrer nofollow">a</a> ' +
        '<a href="mailto:me@x.org" target="_blank" rel="noopener noreferrer nofollow">me@x.org</a> ' +
        '<a href="https://bare.org/" target="_blank" rel="noopener noreferrer nofollow">https://bare.org</a> train.py</p></div>',
    );
    expect(html('[run](/p/default/runs/1)')).toContain('<a href="/p/default/runs/1">run</a>');
    expect(safeAddress('//evil.org/x')).toEqual({ href: 'http://evil.org/x', outside: true });
  });

  test('a picture is a file of here or a link', () => {
    expect(html('![loss](plots/my%20loss.png)')).toContain('<img src="/files/plots%2Fmy%20loss.png" alt="loss"');
    expect(html('![spy](https://evil.org/pixel.gif)')).not.toContain('<img');
    expect(relativePath('../../../etc/passwd')).toBe('etc/passwd');
    expect(relativePath('/p/x/y.png')).toBeUndefined();
    expect(relativePath('../plots/b c.png', 'a b/report')).toBe('a b/plots/b c.png');
    expect(relativePath('x.png', 'report')).toBe('report/x.png');
  });
});

test('nesting without end is cut, not followed', () => {
  expect(html(`${'>'.repeat(5_000)} x`).match(/<blockquote>/g)?.length).toBeLessThan(200);
  expect(html(`${'['.repeat(20_000)}x`)).toContain('[x');
});
