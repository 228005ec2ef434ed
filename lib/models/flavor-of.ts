/** What can load these files, told by their names; undefined where nothing here can. */
export function flavorOf(paths: readonly string[]): string | undefined {
  const names = new Set(paths);
  if (names.has('model.json') && names.has('weights.bin')) return 'tfjs';
  return undefined;
}
