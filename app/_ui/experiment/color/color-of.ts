import { chosenColor, type RunColor } from '#lib/ui/chart/palette.ts';

/** What a run is drawn in, as a CSS colour: chosen by somebody, or given to those that are charted; undefined for others. */
export function colorOf(
  run: { id: string; color: string | null },
  colors: ReadonlyMap<string, RunColor>,
): string | undefined {
  return run.color === null ? colors.get(run.id)?.css : chosenColor(run.color);
}
