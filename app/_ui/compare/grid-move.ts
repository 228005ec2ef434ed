/** The cell of a grid that has the focus: lines below each other, columns beside each other, from 0. */
export interface GridFocus {
  line: number;
  column: number;
}

const page = 15;

/** Where a key leads from a cell, within the grid; undefined for a key that does not move. */
export function gridMove(
  key: string,
  { line, column }: GridFocus,
  size: { lines: number; columns: number },
): GridFocus | undefined {
  const within = (toLine: number, toColumn: number): GridFocus => ({
    line: Math.max(0, Math.min(size.lines - 1, toLine)),
    column: Math.max(0, Math.min(size.columns - 1, toColumn)),
  });
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return within(line + 1, column);
    case 'ArrowUp':
    case 'k':
      return within(line - 1, column);
    case 'ArrowRight':
      return within(line, column + 1);
    case 'ArrowLeft':
      return within(line, column - 1);
    case 'PageDown':
      return within(line + page, column);
    case 'PageUp':
      return within(line - page, column);
    case 'Home':
      return within(line, 0);
    case 'End':
      return within(line, size.columns - 1);
    default:
      return undefined;
  }
}
