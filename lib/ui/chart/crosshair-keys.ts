const step = 0.01;
const leap = 0.1;

const ways: Record<string, { x: number; y: number }> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/**
 * Where a key puts the crosshair of a chart, in pixels of its plotting area: arrows by a hundredth of it, with Shift by a
 * tenth; from the middle where it was nowhere.
 * @returns undefined for another key
 */
export function crosshairAfter(
  { key, shiftKey }: { key: string; shiftKey: boolean },
  at: { left: number; top: number },
  area: { width: number; height: number },
): { left: number; top: number } | undefined {
  const way = ways[key];
  if (!way) return undefined;
  const [left, top] = at.left < 0 || at.top < 0 ? [area.width / 2, area.height / 2] : [at.left, at.top];
  const by = shiftKey ? leap : step;
  const within = (value: number, most: number) => Math.min(most, Math.max(0, value));
  return {
    left: within(left + way.x * by * area.width, area.width),
    top: within(top + way.y * leap * area.height, area.height),
  };
}
