import type { Ctx } from '../context.ts';
import { serveBytes } from './serve-bytes.ts';

/** Answers the download of one file: whole, in part, or not at all where the client has it; always to be saved, never run. */
export function serveFile({
  ctx,
  request,
  file,
}: {
  ctx: Ctx;
  request: Request;
  file: { path: string; size: number | bigint; digest: string; mime?: string };
}): Promise<Response> {
  return serveBytes({
    request,
    name: file.path,
    size: Number(file.size),
    digest: file.digest,
    ...(file.mime === undefined ? {} : { mime: file.mime }),
    open: (range) => ctx.blobs.open(file.digest, range),
  });
}
