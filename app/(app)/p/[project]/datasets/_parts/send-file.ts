import type { UploadAnswer } from '#lib/datasets/schema.ts';
import { ApiError, apiErrorFrom } from '#lib/ui/api-error.ts';
import { text } from '#lib/ui/text/text.ts';

export interface SendProgress {
  sent: number;
  total: number;
}

/**
 * Sends a file as it is, telling how far it got: fetch cannot say that of what it sends.
 * @throws ApiError, as every call of the API; an aborted one rejects with the signal's reason
 */
export function sendFile(
  url: string,
  file: File,
  options: { signal: AbortSignal; onProgress: (progress: SendProgress) => void },
): Promise<UploadAnswer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${url}?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.addEventListener('progress', (event) =>
      options.onProgress({ sent: event.loaded, total: file.size }),
    );
    request.addEventListener('load', () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText) as UploadAnswer);
      else {
        const requestId = request.getResponseHeader('x-request-id') ?? undefined;
        reject(apiErrorFrom({ status: request.status, body: request.responseText, requestId }));
      }
    });
    request.addEventListener('error', () =>
      reject(
        new ApiError(text.error.unreachable, { code: 'UNREACHABLE', status: 0, hint: text.error.unreachableHint }),
      ),
    );
    request.addEventListener('abort', () => reject(options.signal.reason));
    options.signal.addEventListener('abort', () => request.abort(), { once: true });
    if (options.signal.aborted) reject(options.signal.reason);
    else request.send(file);
  });
}
