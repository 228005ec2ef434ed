import type { ByteSource } from './blob-store.ts';

/** The pieces of a source, whatever it is. A broken source is cancelled, so that a socket is not left half read. */
export async function* readChunks(source: ByteSource): AsyncGenerator<Uint8Array> {
  if (source instanceof Uint8Array) {
    if (source.length > 0) yield source;
    return;
  }
  if (source instanceof ReadableStream) {
    const reader = source.getReader();
    let done = false;
    try {
      for (;;) {
        const step = await reader.read();
        if (step.done) {
          done = true;
          return;
        }
        if (step.value.length > 0) yield step.value;
      }
    } finally {
      if (!done) await reader.cancel().catch(() => {});
      reader.releaseLock();
    }
  } else {
    for await (const chunk of source) if (chunk.length > 0) yield chunk;
  }
}
