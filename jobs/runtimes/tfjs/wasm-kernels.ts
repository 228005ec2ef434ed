import type { Tf } from './load-tfjs.ts';

/**
 * The WebAssembly backend lacks UnsortedSegmentSum, the gradient of an embedding look-up. Sums run in row order, so
 * the bits repeat.
 */
export function registerWasmKernels(tf: Tf): void {
  if (tf.getKernel('UnsortedSegmentSum', 'wasm')) return;
  tf.registerKernel({
    kernelName: 'UnsortedSegmentSum',
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs, backend }) => {
      const { x, segmentIds } = inputs;
      if (!x || !segmentIds) throw new Error('UnsortedSegmentSum needs x and segmentIds');
      const segments = Number(attrs?.numSegments);
      const wasm = backend as WasmBackend;
      const values = wasm.readSync(x.dataId);
      const ids = wasm.readSync(segmentIds.dataId);
      const rows = segmentIds.shape.reduce((a, b) => a * b, 1);
      const tail = x.shape.slice(segmentIds.shape.length);
      const width = tail.reduce((a, b) => a * b, 1);
      const sums = new Float32Array(segments * width);
      for (let row = 0; row < rows; row++) {
        const segment = ids[row] as number;
        if (segment < 0) continue;
        const to = segment * width;
        const from = row * width;
        for (let k = 0; k < width; k++) sums[to + k] = (sums[to + k] as number) + (values[from + k] as number);
      }
      const shape = [segments, ...tail];
      return { dataId: wasm.write(sums, shape, 'float32'), shape, dtype: 'float32' };
    },
  });
}

interface WasmBackend {
  readSync(dataId: object): Float32Array | Int32Array | Uint8Array;
  write(values: Float32Array, shape: number[], dtype: 'float32'): object;
}
