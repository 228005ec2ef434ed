import { formatTicks } from './format-ticks.ts';
import type { LineSeries } from './line-series.ts';
import { isDrawable } from './prepare-lines.ts';

const readsAsNumber = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$|^-?Infinity$/;

/**
 * A spreadsheet cell: quoted where a comma, quote or line end asks for it. A text that would be run as a formula gets a
 * quote before it, as in the exports of runs (lib/runs/export/csv-line.ts).
 */
export function csvCell(value: string | number): string {
  const given = String(value);
  const text =
    typeof value === 'string' && /^[=+\-@\t\r]/.test(given) && !readsAsNumber.test(given) ? `'${given}` : given;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows of cells as CSV with a header. */
export function toCsv(header: readonly string[], rows: Iterable<readonly (string | number)[]>): string {
  const lines = [header.map(csvCell).join(',')];
  for (const row of rows) lines.push(row.map(csvCell).join(','));
  return `${lines.join('\n')}\n`;
}

/**
 * What is drawn, smoothing left out: series, x, y, and between what it lies where a line has a band. Of a long series these
 * are the ends and the extremes of its stretches; every point is in the API's history.
 */
export function linesToCsv(series: readonly Pick<LineSeries, 'label' | 'x' | 'y' | 'band'>[], xLabel: string): string {
  // A band over places of its own is none of the points.
  const banded = series.some((each) => each.band?.x === each.x);
  function* rows(): Generator<(string | number)[]> {
    for (const { label, x, y, band } of series) {
      for (let index = 0; index < x.length; index += 1) {
        const own = band?.x === x ? band : undefined;
        const ends = banded ? [own?.lo[index] ?? '', own?.hi[index] ?? ''] : [];
        yield [label, x[index] ?? '', y[index] ?? '', ...ends];
      }
    }
  }
  return toCsv(['series', xLabel, 'value', ...(banded ? ['low', 'high'] : [])], rows());
}

export interface SvgLine {
  label: string;
  color: string;
  dash: readonly number[];
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  band?: LineSeries['band'] | undefined;
}

const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The chart as a drawing of its own, fit for a publication: axes, lines, a legend. */
export function linesToSvg({
  title,
  lines,
  xRange,
  yRange,
  log,
  logX = false,
  xLabel,
  ink,
  paper,
  grid,
  width = 720,
  height = 400,
}: {
  title: string;
  lines: readonly SvgLine[];
  xRange: readonly [number, number];
  yRange: readonly [number, number];
  log: boolean;
  logX?: boolean;
  xLabel: string;
  ink: string;
  paper: string;
  grid: string;
  width?: number;
  height?: number;
}): string {
  const legend = 18 * Math.ceil(lines.length / 3);
  const box = { left: 56, right: width - 16, top: 34, bottom: height - 40 - legend };
  const scale = (value: number) => (log ? Math.log10(value) : value);
  const [y0, y1] = [scale(yRange[0]), scale(yRange[1])];
  const scaleX = (value: number) => (logX ? Math.log10(Math.max(value, Number.MIN_VALUE)) : value);
  const [x0, x1] = [scaleX(xRange[0]), scaleX(xRange[1])];
  const toX = (value: number) => box.left + ((scaleX(value) - x0) / (x1 - x0 || 1)) * (box.right - box.left);
  const toY = (value: number) => box.bottom - ((scale(value) - y0) / (y1 - y0 || 1)) * (box.bottom - box.top);
  const even = (from: number, to: number) => [0, 1, 2, 3, 4].map((part) => from + ((to - from) * part) / 4);
  const yTicks = even(y0, y1).map((tick) => (log ? 10 ** tick : tick));
  const xTicks = even(x0, x1).map((tick) => (logX ? 10 ** tick : tick));
  const yNames = formatTicks(yTicks, (yRange[1] - yRange[0]) / 400);
  const xNames = formatTicks(xTicks, (xRange[1] - xRange[0]) / 4);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Inter, system-ui, sans-serif" font-size="11">`,
    `<rect width="100%" height="100%" fill="${paper}"/>`,
    `<text x="${box.left}" y="20" font-size="13" font-weight="600" fill="${ink}">${escapeXml(title)}</text>`,
    ...yTicks.map(
      (tick, at) =>
        `<path d="M${box.left} ${toY(tick).toFixed(1)}H${box.right}" stroke="${grid}"/><text x="${box.left - 6}" y="${(toY(tick) + 4).toFixed(1)}" text-anchor="end" fill="${ink}">${yNames[at]}</text>`,
    ),
    ...xTicks.map(
      (tick, at) =>
        `<text x="${toX(tick).toFixed(1)}" y="${box.bottom + 16}" text-anchor="middle" fill="${ink}">${xNames[at]}</text>`,
    ),
    `<text x="${(box.left + box.right) / 2}" y="${box.bottom + 32}" text-anchor="middle" fill="${ink}">${escapeXml(xLabel)}</text>`,
    `<clipPath id="plot"><rect x="${box.left}" y="${box.top}" width="${box.right - box.left}" height="${box.bottom - box.top}"/></clipPath>`,
    ...lines.flatMap(({ band, color }) =>
      band
        ? [
            `<path clip-path="url(#plot)" d="${bandPathOf(band, toX, toY, log)}" fill="${color}" fill-opacity="0.14" stroke="none"/>`,
          ]
        : [],
    ),
    ...lines.map(
      (line) =>
        `<path clip-path="url(#plot)" d="${pathOf(line, toX, toY, log)}" fill="none" stroke="${line.color}" stroke-width="1.5" stroke-linejoin="round"${line.dash.length ? ` stroke-dasharray="${line.dash.join(' ')}"` : ''}/>`,
    ),
    ...lines.map((line, at) => {
      const left = box.left + (at % 3) * ((box.right - box.left) / 3);
      const top = height - legend + Math.floor(at / 3) * 18 + 4;
      return `<path d="M${left} ${top}h16" stroke="${line.color}" stroke-width="2"${line.dash.length ? ` stroke-dasharray="${line.dash.join(' ')}"` : ''}/><text x="${left + 22}" y="${top + 4}" fill="${ink}">${escapeXml(line.label)}</text>`;
    }),
    '</svg>',
  ];
  return parts.join('\n');
}

function pathOf(line: SvgLine, toX: (value: number) => number, toY: (value: number) => number, log: boolean): string {
  let path = '';
  let drawing = false;
  for (let index = 0; index < line.x.length; index += 1) {
    const value = line.y[index] ?? Number.NaN;
    if (!Number.isFinite(value) || (log && value <= 0)) {
      drawing = false;
      continue;
    }
    path += `${drawing ? 'L' : 'M'}${toX(line.x[index] ?? 0).toFixed(1)} ${toY(value).toFixed(1)}`;
    drawing = true;
  }
  return path;
}

/** Each piece between two gaps: along its upper edge and back along its lower one. */
function bandPathOf(
  { x, lo, hi }: NonNullable<LineSeries['band']>,
  toX: (value: number) => number,
  toY: (value: number) => number,
  log: boolean,
): string {
  const point = (at: number, value: number | undefined) =>
    `${toX(x[at] ?? 0).toFixed(1)} ${toY(value ?? 0).toFixed(1)}`;
  let path = '';
  let upper: string[] = [];
  let lower: string[] = [];
  for (let index = 0; index <= x.length; index += 1) {
    if (isDrawable(hi[index] ?? Number.NaN, log) && isDrawable(lo[index] ?? Number.NaN, log)) {
      upper.push(point(index, hi[index]));
      lower.unshift(point(index, lo[index]));
    } else if (upper.length > 0) {
      path += `M${[...upper, ...lower].join('L')}Z`;
      [upper, lower] = [[], []];
    }
  }
  return path;
}
