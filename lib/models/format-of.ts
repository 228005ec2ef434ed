/** The formats that jobs can load. */
export type ModelFormat = 'tfjs' | 'onnx' | 'pyfunc';

/** What can load these files, told by their names; undefined where nothing here can. */
export function formatOf(paths: readonly string[]): ModelFormat | undefined {
  const names = new Set(paths);
  if (names.has('model.json') && names.has('weights.bin')) return 'tfjs';
  if (names.has('model.onnx')) return 'onnx';
  if (names.has('MLmodel') && names.has('requirements.txt')) return 'pyfunc';
  return undefined;
}
