import { text } from '#lib/ui/text/text.ts';
import { EyeButton } from './eye-button.tsx';
import { GroupFigure, GroupStatuses, GroupToggle, GroupValues } from './group-cell.tsx';
import type { ShownGroup } from './run-groups.ts';
import { type RowSet, toggleOpen } from './run-set.ts';

/** A group of runs in the list: eye, colour, what they share, how many, mean ± deviation, states. */
export function SelectorGroup({
  shown,
  set,
  onChange,
  color,
  metric,
}: {
  shown: ShownGroup;
  set: RowSet;
  onChange: (set: RowSet) => void;
  color: string | undefined;
  metric: { key: string; column: string } | undefined;
}) {
  return (
    <>
      <EyeButton id={shown.id} name={shown.name} set={set} onChange={onChange} />
      <span className="dot" style={{ background: color }} />
      <span className="group-values run-name" title={shown.name}>
        <GroupValues by={set.group} shown={shown} />
      </span>
      <GroupToggle shown={shown} onToggle={(id) => onChange(toggleOpen(set, id))} />
      <span className="run-facts clip small mut">
        <span title={text.groups.runs(shown.group.count)}>{text.groups.size(shown.group.count)}</span>
        {metric && shown.figures.has(metric.column) ? (
          <>
            {' · '}
            <GroupFigure shown={shown} column={metric.column} direction={null} />
          </>
        ) : null}
      </span>
      <span className="run-spark">
        <GroupStatuses shown={shown} />
      </span>
    </>
  );
}
