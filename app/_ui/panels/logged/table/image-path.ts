import type { Cell } from './read-table.ts';

const image = /\.(png|jpe?g|gif|webp)$/i;

/**
 * The file of an image in a cell of a table, as MLflow's `log_table` names it: the small copy where there is one. What a
 * browser would read as another address than that of a file of the run is none.
 */
export function imagePathOf(cell: Cell): string | undefined {
  if (typeof cell !== 'object' || cell === null || !('type' in cell) || cell.type !== 'image') return undefined;
  const paths = [
    'compressed_filepath' in cell ? cell.compressed_filepath : undefined,
    'filepath' in cell ? cell.filepath : undefined,
  ];
  return paths.find((path): path is string => typeof path === 'string' && image.test(path) && isInside(path));
}

function isInside(path: string): boolean {
  return !path.includes('\\') && path.split('/').every((part) => part !== '' && !/^\.+$/.test(part));
}
