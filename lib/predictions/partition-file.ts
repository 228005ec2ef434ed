/** Name of a partition's file in the manifest; path order is the order of the rows. */
export function partitionFile(index: number): string {
  return `part-${String(index).padStart(6, '0')}.parquet`;
}
