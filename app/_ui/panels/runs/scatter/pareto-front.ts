/**
 * The points that no other one beats in both coordinates, from left to right. Points with NaN have no part in it. Pure.
 * @param better which way of x and of y is better
 */
export function paretoFront(
  x: Float64Array,
  y: Float64Array,
  better: { x: 'min' | 'max'; y: 'min' | 'max' },
): number[] {
  const [wayX, wayY] = [better.x === 'min' ? 1 : -1, better.y === 'min' ? 1 : -1];
  const at = (values: Float64Array, index: number, way: number) => (values[index] ?? Number.NaN) * way;
  const order = [...x.keys()]
    .filter((index) => !Number.isNaN(x[index]) && !Number.isNaN(y[index]))
    .sort((a, b) => at(x, a, wayX) - at(x, b, wayX) || at(y, a, wayY) - at(y, b, wayY));
  let least = Number.POSITIVE_INFINITY;
  const front = order.filter((index) => {
    const value = at(y, index, wayY);
    if (value >= least) return false;
    least = value;
    return true;
  });
  return wayX === 1 ? front : front.reverse();
}
