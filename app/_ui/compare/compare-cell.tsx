import type { ComparedRun, CompareRow, CompareValue } from '#lib/runs/compare/schema.ts';
import { formatBytes, formatNumber } from '#lib/ui/format.ts';
import { Link } from '#lib/ui/navigation.tsx';
import { Count, Delta, Duration, Num } from '#lib/ui/numbers.tsx';
import { text } from '#lib/ui/text/text.ts';
import { DateTime } from '#lib/ui/time-ago.tsx';
import { arrow, type MetricDirection } from '../metrics/best-value.ts';
import { RunStatusIcon } from '../run/run-status-icon.tsx';
import { datasetPath, loggedDatasetPath, modelPath } from '../run/thing-path.ts';
import { markDifference } from './mark-difference.ts';
import { type Figure, isFigures, isFile, isText, numberOf, type TextValue } from './value-text.ts';

export interface CellProps {
  row: CompareRow;
  run: ComparedRun;
  value: CompareValue | undefined;
  /** What the baseline has; undefined in its own column too. */
  base: CompareValue | undefined;
  isBase: boolean;
  figure: Figure;
  direction: MetricDirection;
  /** The best number of the row. */
  best: number | undefined;
}

/** What one run has in one row, marked where it is not what the baseline has. */
export function CompareCell({ row, run, value, base, isBase, figure, direction, best }: CellProps) {
  if (value === undefined) return <span className={base === undefined ? 'dim' : 'compare-gone'}>–</span>;
  if (row.section === 'overview') return <OverviewValue {...{ row, run, value, base, isBase }} />;
  if (row.section === 'code' && row.key === 'commit') return <Digest {...{ value, base, isBase }} />;
  if (isFigures(value)) {
    const shown = { figure, direction };
    const [number, against] = [numberOf(value, shown) ?? Number.NaN, numberOf(base, shown)];
    const isBest = number === best;
    return (
      <span className="compare-cell right">
        {!isBase && against !== undefined ? <Delta value={number - against} direction={arrow(direction)} /> : null}
        <span className={isBest ? 'best' : undefined} title={isBest ? text.compare.best : undefined}>
          <Num value={number} />
        </span>
        {isBest ? <span className="sr-only">{text.compare.best}</span> : null}
      </span>
    );
  }
  if (typeof value === 'number') {
    return (
      <span className={isBase || base === value ? undefined : 'compare-other'}>
        <Count value={value} />
      </span>
    );
  }
  if (isFile(value)) {
    const same = isFile(base) && base.digest === value.digest;
    return (
      <span className="compare-cell">
        <span className={isBase || same || base === undefined ? 'mono' : 'mono compare-other'} title={value.digest}>
          {value.digest.slice(0, 8)}
        </span>
        <span className="dim num">{formatBytes(value.size)}</span>
        {isBase || base === undefined ? null : (
          <span className="sr-only">{same ? text.compare.sameBytes : text.compare.otherBytes}</span>
        )}
      </span>
    );
  }
  return <Marked {...{ value, base, isBase }} />;
}

function OverviewValue({ row, run, value, base, isBase }: Pick<CellProps, 'row' | 'run'> & TextProps) {
  if (row.key === 'status') return <RunStatusIcon run={run} withWord />;
  if (row.key === 'started' && typeof value === 'string') return <DateTime time={value} />;
  if (row.key === 'duration' && typeof value === 'number') {
    return (
      <span className="compare-cell">
        <Duration ms={value} />
        {typeof base === 'number' && base > 0 ? (
          <span className="dim num">×{formatNumber(value / base, 2)}</span>
        ) : null}
      </span>
    );
  }
  if (row.key === 'recipe') return <Digest {...{ value, base, isBase }} />;
  return <Marked {...{ value, base, isBase }} />;
}

type TextProps = Pick<CellProps, 'base' | 'isBase'> & { value: CompareValue };

/** A commit or a digest: it is another or it is not, and its letters say nothing. */
function Digest({ value, base, isBase }: TextProps) {
  const words = wordsOf(value);
  const same = isBase || (base !== undefined && wordsOf(base) === words);
  return (
    <span className={same ? 'mono' : 'mono compare-other'} title={words}>
      {words.replace(/^([0-9a-f]{12})[0-9a-f]+/, '$1')}
    </span>
  );
}

/** A text, with the letters that the baseline does not have marked. */
function Marked({ value, base, isBase }: TextProps) {
  const words = wordsOf(value);
  const cut = isText(value) && value.length !== undefined ? '…' : '';
  const { before, changed, after } = isBase
    ? { before: words, changed: '', after: '' }
    : markDifference(words, base === undefined ? '' : wordsOf(base));
  const shown = (
    <>
      {before}
      {changed ? <mark>{changed}</mark> : null}
      {after}
      {cut}
    </>
  );
  const to = isText(value) ? pathOf(value) : undefined;
  const digest = isText(value) ? value.digest : undefined;
  const otherDigest = !isBase && (!isText(base) || base.digest !== digest);
  return (
    <span className="compare-cell">
      {to === undefined ? (
        <span className="mono clip" title={words}>
          {shown}
        </span>
      ) : (
        <Link to={to} className="mono clip" title={words}>
          {shown}
        </Link>
      )}
      {digest ? (
        <span className={otherDigest ? 'mono compare-digest compare-other' : 'mono compare-digest'} title={digest}>
          {digest.slice(0, 8)}
        </span>
      ) : null}
    </span>
  );
}

/** The text of a value that is one. */
export function wordsOf(value: CompareValue): string {
  return isText(value) ? value.text : String(value);
}

function pathOf({ thing }: TextValue): string | undefined {
  if (!thing) return undefined;
  const { type, name, number = 0 } = thing;
  switch (type) {
    case 'dataset':
    case 'predictions':
      return datasetPath({ name, number, kind: type });
    case 'logged-dataset':
      return loggedDatasetPath(name);
    case 'model':
      return modelPath({ name, number });
    case 'code':
      return `/code/${name}`;
    case 'experiment':
      return `/experiments/${name}`;
    case 'run':
      return `/runs/${name}`;
  }
}
