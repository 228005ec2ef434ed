import { Readable } from 'node:stream';
import { DomainError } from '../errors.ts';
import { isFresh, notModified } from './conditional.ts';
import { toWebStream } from './to-web-stream.ts';

export interface BytesToServe {
  request: Request;
  /** The name a browser saves it under; made harmless here. */
  name: string;
  /** Bytes of the whole. */
  size: number;
  /** Lower-case hex SHA-256 of the whole; the entity tag. */
  digest: string;
  /** What the bytes are said to be; only harmless types are passed on. */
  mime?: string;
  /** false leaves the charset of texts away, which is UTF-8; MLflow's clients compare the bare type. */
  charset?: boolean;
  /** 'inline' shows pictures and plain text in the browser; other types are saved whatever is asked. */
  disposition?: 'attachment' | 'inline';
  /** The bytes from `start` up to and without `end`; both absent for all. Only called when bytes are sent. */
  open: (range: {
    start: number;
    end: number;
  }) => Readable | ReadableStream<Uint8Array> | Promise<Readable | ReadableStream<Uint8Array>>;
}

// A browser runs nothing of these, even without the sandbox; a PDF is always saved.
const harmless = new Set([
  'text/plain',
  'text/csv',
  'application/json',
  'application/jsonl',
  'application/x-ndjson',
  'application/vnd.apache.parquet',
  'application/pdf',
  'application/octet-stream',
  'application/zip',
  'application/gzip',
  'application/x-tar',
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'audio/wav',
  'audio/mpeg',
  'video/mp4',
  'video/webm',
]);
const shown = /^(image|audio|video)\/|^text\/plain$/;

/** A file name without folders, control characters or marks that an operating system or a header reads otherwise. */
export function cleanName(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? '';
  const clean = base
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is taken out
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(0, 200);
  return clean || 'download';
}

/** Content-Disposition with a plain name for old clients and the exact one (RFC 8187) for the rest. */
export function contentDisposition(kind: 'attachment' | 'inline', name: string): string {
  const clean = cleanName(name);
  // A name without anything that would need quotes is a token (RFC 6266), the form every client reads.
  if (/^[\w!#$&+.^`|~-]+$/.test(clean)) return `${kind}; filename=${clean}`;
  const ascii = clean.replace(/[^\x20-\x7e]/g, '_').replace(/[\\"%;]/g, '_');
  const exact = encodeURIComponent(clean).replace(
    /['()*!]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${exact}`;
}

/**
 * The one range a Range header asks for. Several ranges, other units and nonsense mean the whole, as RFC 9110 allows.
 * @returns undefined for the whole
 * @throws DomainError RANGE_NOT_SATISFIABLE
 */
export function parseRange(header: string | null, size: number): { start: number; end: number } | undefined {
  const match = /^bytes=(?:(\d+)-(\d*)|-(\d+))$/.exec(header?.trim() ?? '');
  if (!match) return undefined;
  const [, first, last, suffix] = match;
  const start = first === undefined ? Math.max(0, size - Number(suffix)) : Number(first);
  const end = first === undefined || !last ? size : Math.min(size, Number(last) + 1);
  if (first !== undefined && last && Number(last) < start) return undefined;
  if (start >= size || Number(suffix) === 0) {
    throw new DomainError(
      'RANGE_NOT_SATISFIABLE',
      `The range begins at or after the end of the file, which has ${size} bytes.`,
    );
  }
  return { start, end };
}

/** Headers under which a browser may be given bytes that somebody else wrote. */
function guardedHeaders(args: BytesToServe): Headers {
  const mime = args.mime?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const type = harmless.has(mime) ? mime : 'application/octet-stream';
  const kind = args.disposition === 'inline' && shown.test(type) ? 'inline' : 'attachment';
  return new Headers({
    'content-type': type.startsWith('text/') && args.charset !== false ? `${type}; charset=utf-8` : type,
    'content-disposition': contentDisposition(kind, args.name),
    'content-security-policy':
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src 'self'",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'accept-ranges': 'bytes',
    etag: `"${args.digest}"`,
    // The address may point at other bytes tomorrow (an artifact overwritten), so the tag is asked each time.
    'cache-control': 'private, no-cache',
  });
}

/** Answers a download of content-addressed bytes: one range, conditional, saved and never run. @throws DomainError RANGE_NOT_SATISFIABLE */
export async function serveBytes(args: BytesToServe): Promise<Response> {
  const { request, size } = args;
  const headers = guardedHeaders(args);
  const etag = `"${args.digest}"`;
  if (isFresh(request, etag)) return notModified(etag);
  const ifRange = request.headers.get('if-range');
  const range = ifRange === null || ifRange === etag ? parseRange(request.headers.get('range'), size) : undefined;
  const { start, end } = range ?? { start: 0, end: size };
  headers.set('content-length', String(end - start));
  if (range) headers.set('content-range', `bytes ${start}-${end - 1}/${size}`);
  const bytes = request.method === 'HEAD' || end === start ? null : await args.open({ start, end });
  const body = bytes instanceof Readable ? toWebStream(bytes) : bytes;
  return new Response(body, { status: range ? 206 : 200, headers });
}
