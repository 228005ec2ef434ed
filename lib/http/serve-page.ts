import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { serveBytes } from './serve-bytes.ts';

/** What a page that somebody logged may do: run its own scripts in an origin that is nobody's, and talk to no one. */
const policy = [
  'sandbox allow-scripts',
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' data: blob:",
  "style-src 'unsafe-inline' data:",
  'img-src data: blob:',
  'font-src data:',
  'media-src data: blob:',
  'worker-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

/**
 * Answers an HTML file to be looked at in a frame. The sandbox is in the answer itself, so that the page has no origin,
 * no cookies and no network wherever it is opened.
 * @throws DomainError INVALID_INPUT for a file that is no page
 */
export async function servePage({
  ctx,
  request,
  file,
}: {
  ctx: Ctx;
  request: Request;
  file: { path: string; size: number | bigint; digest: string; mime: string };
}): Promise<Response> {
  if (!/\.html?$/i.test(file.path) && !/^text\/html\b/i.test(file.mime)) {
    throw new DomainError('INVALID_INPUT', 'Only HTML files are shown as pages.', {
      fields: [{ path: 'path', message: 'must name a file that ends in .html' }],
      hint: 'GET /api/v1/runs/{run}/artifacts/{path} downloads any file.',
    });
  }
  const response = await serveBytes({
    request,
    name: file.path,
    size: Number(file.size),
    digest: file.digest,
    open: (range) => ctx.blobs.open(file.digest, range),
  });
  response.headers.set('content-type', 'text/html; charset=utf-8');
  response.headers.set('content-disposition', 'inline');
  response.headers.set('content-security-policy', policy);
  response.headers.set('referrer-policy', 'no-referrer');
  return response;
}
