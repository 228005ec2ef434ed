/** The bits of floats as whole numbers in the order of the floats: 0 is 0, -0 is -1. */
export function toOrdered(singles: Float32Array): Float64Array {
  const bits = new Int32Array(singles.buffer);
  const places = new Float64Array(bits.length);
  for (let index = 0; index < bits.length; index += 1) {
    const bit = bits[index] ?? 0;
    places[index] = bit < 0 ? -1 - (bit & 0x7fffffff) : bit;
  }
  return places;
}

/** The floats that toOrdered was given. */
export function fromOrdered(places: Float64Array): Float64Array {
  const singles = new Float32Array(places.length);
  const bits = new Int32Array(singles.buffer);
  for (let index = 0; index < bits.length; index += 1) {
    const place = places[index] ?? 0;
    bits[index] = place < 0 ? (-1 - place) | -0x80000000 : place;
  }
  return new Float64Array(singles);
}
