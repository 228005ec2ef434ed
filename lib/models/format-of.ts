/** The formats that jobs can load. */
export type ModelFormat = 'tfjs' | 'onnx';

/** What can load these files, told by their names; undefined where nothing here can. */
export function formatOf(paths: readonly string[]): ModelFormat | undefined {
  const names = new Set(paths);
  if (names.has('model.json') && names.has('weights.bin')) return 'tfjs';
  if (names.has('model.onnx')) return 'onnx';
  return undefined;
}
