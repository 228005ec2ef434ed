'use client';

import { apiUrl } from '#lib/ui/api.ts';
import { formatExact, formatNumber } from '#lib/ui/format.ts';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { artifactPath } from '../../../run/artifact-path.ts';
import { imagePathOf } from './image-path.ts';
import type { Cell } from './read-table.ts';

const mostTitle = 2_000;
const mostShown = 600;

/** One value: a number in short with all its digits on hover, an image of the table, or text. `plain`: as it is written. */
export function CellView({ value, run, plain }: { value: Cell | undefined; run: string; plain?: boolean }) {
  const { project } = useNavigation();
  if (value === undefined || value === null) return <span className="dim">–</span>;
  if (typeof value === 'number' && !plain)
    return (
      <span className="num" title={formatExact(value)}>
        {formatNumber(value)}
      </span>
    );
  const image = imagePathOf(value);
  if (image !== undefined)
    return (
      // biome-ignore lint/performance/noImgElement: a user's own bytes from the API, nothing a build could optimise
      <img src={apiUrl(project, artifactPath(run, image))} alt={image} loading="lazy" decoding="async" />
    );
  const written = typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return (
    <span className="cell-text" title={written.slice(0, mostTitle)}>
      {written.slice(0, mostShown)}
    </span>
  );
}
