import { toCsv } from '#lib/ui/chart/export-lines.ts';
import type { ChartExport } from '#lib/ui/chart/export-menu.tsx';
import { canvasPen } from './canvas-pen.ts';
import type { Paint } from './plot-layers.tsx';
import { svgPen } from './svg-pen.ts';
import type { Inks } from './use-inks.ts';

const pictured = { width: 760, height: 440 };
const head = 30;

/** What a panel saves: its drawing under its title, and the values behind it. */
export function exportDrawing({
  title,
  inks,
  paint,
  size = pictured,
  header,
  rows,
}: {
  title: string;
  inks: Inks | undefined;
  paint: Paint | undefined;
  size?: { width: number; height: number };
  header: readonly string[];
  rows: () => (string | number)[][];
}): ChartExport {
  const { width, height } = size;
  return {
    csv: () => toCsv(header, rows()),
    svg: () => {
      if (!inks || !paint) return undefined;
      const pen = svgPen(width, height + head, inks.paper);
      pen.text(title, 14, 20, { color: inks.ink, size: 13, bold: true });
      paint(below(pen, head), size);
      return pen.picture();
    },
    png: async () => {
      const canvas = new OffscreenCanvas(width * 2, (height + head) * 2);
      const context = canvas.getContext('2d');
      if (!inks || !paint || !context) return undefined;
      context.scale(2, 2);
      const pen = canvasPen(context);
      pen.rect(0, 0, width, height + head, { color: inks.paper });
      pen.text(title, 14, 20, { color: inks.ink, size: 13, bold: true });
      paint(below(pen, head), size);
      return canvas.convertToBlob({ type: 'image/png' });
    },
  };
}

/** The same pen, farther down. */
function below(pen: ReturnType<typeof canvasPen>, down: number): ReturnType<typeof canvasPen> {
  return {
    line: (points, style) =>
      pen.line(
        points.map((place, at) => (at % 2 === 1 ? place + down : place)),
        style,
      ),
    rect: (x, y, width, height, style) => pen.rect(x, y + down, width, height, style),
    dot: (x, y, radius, style) => pen.dot(x, y + down, radius, style),
    text: (words, x, y, style) => pen.text(words, x, y + down, style),
  };
}
