import { classNames } from './class-names.ts';
import { formatPercent } from './format.ts';
import { text } from './text/text.ts';

/**
 * A thin bar. `value` and `active` are shares of 1: done, and in flight behind it. No value: it runs back and forth.
 */
export function Progress({
  value,
  active = 0,
  label = text.progress.label,
  tone,
}: {
  value?: number;
  active?: number;
  label?: string;
  tone?: 'bad' | 'ok';
}) {
  const known = value !== undefined;
  const done = Math.min(1, Math.max(0, value ?? 0));
  const flying = Math.min(1 - done, Math.max(0, active));
  return (
    <div
      className={classNames('progress', tone, !known && 'unknown')}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={known ? Math.round(done * 100) : undefined}
      title={known ? formatPercent(done) : undefined}
    >
      <i style={known ? { width: `${done * 100}%` } : undefined} />
      {flying > 0 ? <i className="active" style={{ width: `${flying * 100}%` }} /> : null}
    </div>
  );
}
