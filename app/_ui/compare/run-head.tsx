import { Flag, X } from 'lucide-react';
import type { ComparedRun } from '#lib/runs/compare/schema.ts';
import { Chip } from '#lib/ui/chip.tsx';
import { classNames } from '#lib/ui/class-names.ts';
import { Link } from '#lib/ui/navigation.tsx';
import { text } from '#lib/ui/text/text.ts';
import { RunStatusIcon } from '../run/run-status-icon.tsx';

/** The head of a run's column: makes it the baseline, takes it out. */
export function RunHead({
  run,
  isBase,
  color,
  onBase,
  onRemove,
}: {
  run: ComparedRun;
  isBase: boolean;
  color: string | undefined;
  onBase: (run: ComparedRun) => void;
  onRemove: (run: ComparedRun) => void;
}) {
  return (
    <th scope="col" className={classNames('compare-run', isBase && 'pin-base')}>
      <span className="row">
        <span className="dot" style={{ background: color }} />
        <RunStatusIcon run={run} />
        <Link to={`/runs/${run.id}`} className="main-link clip" title={run.name}>
          {run.name}
        </Link>
        {run.archived ? <Chip>{text.compare.archived}</Chip> : null}
        <span className="grow" />
        {isBase ? (
          <span className="compare-act on" title={text.compare.baseline}>
            <Flag size={12} aria-hidden />
            <span className="sr-only">{text.compare.baseline}</span>
          </span>
        ) : (
          <button
            type="button"
            className="compare-act"
            aria-label={text.compare.makeBaseline(run.name)}
            title={`${text.compare.makeBaseline(run.name)} (b)`}
            onClick={() => onBase(run)}
          >
            <Flag size={12} aria-hidden />
          </button>
        )}
        <button
          type="button"
          className="compare-act"
          aria-label={text.compare.remove(run.name)}
          title={text.compare.remove(run.name)}
          onClick={() => onRemove(run)}
        >
          <X size={12} aria-hidden />
        </button>
      </span>
    </th>
  );
}
