export interface PathPoint {
  x: number;
  y: number;
}

/** A line through points with its corners rounded, as an SVG path. */
export function roundedPath(points: readonly PathPoint[], radius: number): string {
  return points
    .map((point, index) => {
      const before = points[index - 1];
      const after = points[index + 1];
      if (!before) return `M${point.x} ${point.y}`;
      if (!after) return `L${point.x} ${point.y}`;
      const into = toward(point, before, radius);
      const out = toward(point, after, radius);
      return `L${into.x} ${into.y}Q${point.x} ${point.y} ${out.x} ${out.y}`;
    })
    .join('');
}

/** The point `distance` away from `from` on the way to `to`, at most half the way. */
function toward(from: PathPoint, to: PathPoint, distance: number): PathPoint {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length === 0) return from;
  const share = Math.min(distance / length, 0.5);
  return { x: round(from.x + (to.x - from.x) * share), y: round(from.y + (to.y - from.y) * share) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
