/** Backends of TensorFlow.js, in the order `auto` prefers them: by the rate they predict at. The last one always loads. */
export const tfjsBackends = ['tfjs-node', 'tfjs-wasm'] as const;
export type TfjsBackend = (typeof tfjsBackends)[number];

/** All that a recipe may pin. `auto` is resolved to one of them when the job is queued. */
export const backends = [...tfjsBackends, 'onnxruntime', 'python'] as const;
export type Backend = (typeof backends)[number];
