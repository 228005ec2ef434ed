/** The backends a recipe may pin. `auto` is resolved to one of them when the job is queued. */
export const backends = ['tfjs-node', 'tfjs-wasm'] as const;

export type Backend = (typeof backends)[number];
