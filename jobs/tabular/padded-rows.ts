/**
 * Rows a batch is filled up to before it is predicted: whole multiples of 192. Matrix products compute the rows that
 * are left over from their last block in another way, with other bits (blocks of 6 rows with AVX2, of 8 or 48 with
 * AVX-512, all of which divide 192). With none left over, a row's prediction does not depend on the rows beside it.
 */
export function paddedRows(rows: number): number {
  return Math.ceil(rows / 192) * 192;
}
