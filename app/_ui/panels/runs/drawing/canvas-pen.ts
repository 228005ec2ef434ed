import { type Pen, penFont } from './pen.ts';

/** Draws on a canvas whose pixels are already scaled to those of CSS. */
export function canvasPen(context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D): Pen {
  return {
    line(points, { color, width = 1, alpha = 1, dash = [] }) {
      context.globalAlpha = alpha;
      context.strokeStyle = color;
      context.lineWidth = width;
      context.lineJoin = 'round';
      context.setLineDash([...dash]);
      context.beginPath();
      for (let at = 0; at < points.length; at += 2) context.lineTo(points[at] ?? 0, points[at + 1] ?? 0);
      context.stroke();
    },
    rect(x, y, width, height, { color, alpha = 1 }) {
      context.globalAlpha = alpha;
      context.fillStyle = color;
      context.fillRect(x, y, width, height);
    },
    dot(x, y, radius, { color, alpha = 1, ring }) {
      context.globalAlpha = alpha;
      context.fillStyle = color;
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.fill();
      if (ring === undefined) return;
      context.globalAlpha = 1;
      context.strokeStyle = ring;
      context.lineWidth = 1.5;
      context.setLineDash([]);
      context.stroke();
    },
    text(words, x, y, { color, anchor = 'start', size = 11, bold = false, turned = false }) {
      context.globalAlpha = 1;
      context.fillStyle = color;
      context.font = `${bold ? '600 ' : ''}${size}px ${penFont}`;
      context.textAlign = anchor === 'middle' ? 'center' : anchor;
      context.textBaseline = 'alphabetic';
      if (!turned) {
        context.fillText(words, x, y);
        return;
      }
      context.save();
      context.translate(x, y);
      context.rotate(-Math.PI / 2);
      context.fillText(words, 0, 0);
      context.restore();
    },
  };
}
