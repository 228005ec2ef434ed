import { readFile } from 'node:fs/promises';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import path from 'node:path';
import next from 'next';
import { setBuildId } from './build-id.ts';
import { inLanguageOf } from './page-language.ts';
import { staticFiles } from './static-files.ts';

export interface Pages {
  draw: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;
  close: () => Promise<void>;
}

/** Starts Next inside this process, behind our own listener. */
export async function startPages(args: {
  dir: string;
  dev: boolean;
  hostname: string;
  port: number;
  server: Server;
}): Promise<Pages> {
  const app = next({ dir: args.dir, dev: args.dev, hostname: args.hostname, port: args.port, httpServer: args.server });
  await app.prepare();
  if (!args.dev) setBuildId((await readFile(path.join(args.dir, '.next/BUILD_ID'), 'utf8')).trim());
  const draw = app.getRequestHandler();
  const files = args.dev ? undefined : staticFiles(path.join(args.dir, '.next/static'));
  return {
    async draw(incoming, outgoing) {
      if (await files?.(incoming, outgoing)) return;
      await inLanguageOf(incoming.headers, () => draw(incoming, outgoing));
    },
    close: () => app.close(),
  };
}
