import { type Pen, penFont } from './pen.ts';

const escapeXml = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    // What XML 1.0 has no letters for.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
const short = (value: number) => String(Number(value.toFixed(2)));
const opacity = (name: string, alpha: number | undefined) =>
  alpha === undefined || alpha === 1 ? '' : ` ${name}="${short(alpha)}"`;

/** Writes what is drawn as an SVG of its own, fit for a publication. */
export function svgPen(width: number, height: number, paper: string): Pen & { picture(): string } {
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escapeXml(penFont)}">`,
    `<rect width="100%" height="100%" fill="${paper}"/>`,
  ];
  return {
    line(points, { color, width: stroke = 1, alpha, dash = [] }) {
      let path = '';
      for (let at = 0; at < points.length; at += 2) {
        path += `${at === 0 ? 'M' : 'L'}${short(points[at] ?? 0)} ${short(points[at + 1] ?? 0)}`;
      }
      const dashes = dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : '';
      parts.push(
        `<path d="${path}" fill="none" stroke="${color}" stroke-width="${stroke}"${opacity('stroke-opacity', alpha)}${dashes}/>`,
      );
    },
    rect(x, y, wide, tall, { color, alpha }) {
      parts.push(
        `<rect x="${short(x)}" y="${short(y)}" width="${short(wide)}" height="${short(tall)}" fill="${color}"${opacity('fill-opacity', alpha)}/>`,
      );
    },
    dot(x, y, radius, { color, alpha, ring }) {
      const stroke = ring === undefined ? '' : ` stroke="${ring}" stroke-width="1.5"`;
      parts.push(
        `<circle cx="${short(x)}" cy="${short(y)}" r="${short(radius)}" fill="${color}"${opacity('fill-opacity', alpha)}${stroke}/>`,
      );
    },
    text(words, x, y, { color, anchor = 'start', size = 11, bold = false, turned = false }) {
      const weight = bold ? ' font-weight="600"' : '';
      const turn = turned ? ` transform="rotate(-90 ${short(x)} ${short(y)})"` : '';
      parts.push(
        `<text x="${short(x)}" y="${short(y)}" fill="${color}" font-size="${size}" text-anchor="${anchor}"${weight}${turn}>${escapeXml(words)}</text>`,
      );
    },
    picture: () => `${parts.join('\n')}\n</svg>\n`,
  };
}
