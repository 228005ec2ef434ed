import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);
/** Files and their forms; a build has a few hundred. */
const mostKept = 2_000;
const prefix = '/_next/static/';

/**
 * Serves the scripts and styles of a build compressed, which Next would send as they are: 838 kB of the runs page come as
 * 256. Each is compressed once, when it is first asked for, and kept: their names change with their content.
 * @param dir the build's folder `static`
 * @returns whether it answered; anything else is for Next
 */
export function staticFiles(dir: string): (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<boolean> {
  const kept = new Map<string, Promise<Buffer | undefined>>();
  return async (incoming, outgoing) => {
    const file = fileOf(dir, incoming.url ?? '');
    const type = file && types[path.extname(file)];
    const encoding = encodingFor(String(incoming.headers['accept-encoding'] ?? ''));
    if (!file || !type || !encoding || (incoming.method !== 'GET' && incoming.method !== 'HEAD')) return false;
    const name = `${encoding} ${file}`;
    let form = kept.get(name);
    if (!form) {
      form = compressed(file, encoding);
      if (kept.size < mostKept) kept.set(name, form);
    }
    const bytes = await form;
    if (!bytes) {
      kept.delete(name);
      return false;
    }
    outgoing.writeHead(200, {
      'content-type': type,
      'content-encoding': encoding,
      'content-length': bytes.length,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
    });
    outgoing.end(incoming.method === 'HEAD' ? undefined : bytes);
    return true;
  };
}

/** The file that an address names; undefined for one outside the folder. */
function fileOf(dir: string, url: string): string | undefined {
  const asked = url.split('?', 1)[0] ?? '';
  if (!asked.startsWith(prefix)) return undefined;
  try {
    const file = path.join(dir, decodeURIComponent(asked.slice(prefix.length)));
    return file.startsWith(dir + path.sep) && !file.includes('\0') ? file : undefined;
  } catch {
    // No text in UTF-8.
    return undefined;
  }
}

function encodingFor(accepted: string): 'br' | 'gzip' | undefined {
  const names = accepted.split(',').flatMap((one) => {
    const [name = '', ...parameters] = one.toLowerCase().replaceAll(' ', '').split(';');
    return parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)) ? [] : [name];
  });
  return names.includes('br') ? 'br' : names.includes('gzip') ? 'gzip' : undefined;
}

async function compressed(file: string, encoding: 'br' | 'gzip'): Promise<Buffer | undefined> {
  const bytes = await readFile(file).catch(() => undefined);
  if (!bytes) return undefined;
  if (encoding === 'gzip') return gzipped(bytes, { level: 9 });
  return brotli(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
}
