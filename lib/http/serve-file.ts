import type { Ctx } from '../context.ts';
import { mlflowMimeOf } from '../mlflow/mime-type.ts';
import { type BytesToServe, serveBytes } from './serve-bytes.ts';

interface ServeFileInput {
  ctx: Ctx;
  request: Request;
  file: { path: string; size: number | bigint; digest: string; mime?: string };
}

function bytesOf({ ctx, request, file }: ServeFileInput): BytesToServe {
  return {
    request,
    name: file.path,
    size: Number(file.size),
    digest: file.digest,
    ...(file.mime === undefined ? {} : { mime: file.mime }),
    open: (range) => ctx.blobs.open(file.digest, range),
  };
}

/** Answers the download of one file: whole, in part, or not at all where the client has it; always to be saved, never run. */
export function serveFile(input: ServeFileInput): Promise<Response> {
  return serveBytes(bytesOf(input));
}

/** The same under the media type that MLflow goes by. */
export function serveMlflowFile(input: ServeFileInput): Promise<Response> {
  return serveBytes({ ...bytesOf(input), mime: mlflowMimeOf(input.file.path), charset: false });
}
