import v8 from 'node:v8';
import vm from 'node:vm';

/** Chunks after which their memory is given back: about 5 MB. */
const chunksHeld = 64;

let collect: ((options: { type: 'minor' }) => void) | undefined;
let held = 0;

/**
 * Call once for each chunk that was read. DuckDB frees a chunk when its JavaScript object is collected, and to V8 the
 * object is a few bytes: left alone, more than 100 MB of dead chunks gather before it looks. A minor collection takes
 * about a millisecond.
 */
export function countChunk(): void {
  held += 1;
  if (held < chunksHeld) return;
  held = 0;
  if (!collect) {
    v8.setFlagsFromString('--expose-gc');
    collect = vm.runInNewContext('gc');
  }
  collect?.({ type: 'minor' });
}
