import type { CDPSession } from '@playwright/test';

/** Bytes that a page's scripts hold after a collection: objects, what the browser holds for them, and array buffers. */
export async function heapOf(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.enable');
  // What a finalizer lets go is taken by the second one.
  for (let pass = 0; pass < 2; pass += 1) await cdp.send('HeapProfiler.collectGarbage');
  const found: { usedSize: number; embedderHeapUsedSize?: number; backingStorageSize?: number } =
    await cdp.send('Runtime.getHeapUsage');
  return found.usedSize + (found.embedderHeapUsedSize ?? 0) + (found.backingStorageSize ?? 0);
}
