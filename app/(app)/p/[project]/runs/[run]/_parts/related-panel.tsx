import type { RunDetail } from '#lib/runs/schema.ts';
import { Link } from '#lib/ui/navigation.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { StatusBadge } from '#lib/ui/status-badge.tsx';
import { text } from '#lib/ui/text/text.ts';

/** The run that this one is part of, and those that are part of it. */
export function RelatedPanel({ run }: { run: Pick<RunDetail, 'parent' | 'children'> }) {
  const { parent, children } = run;
  if (!parent && children.total === 0) return null;
  return (
    <Panel title={text.run.related} hint={children.total > 0 ? text.run.childrenOf(children.total) : undefined}>
      {parent ? (
        <p>
          {text.run.parent} <Link to={`/runs/${parent.id}`}>{parent.name}</Link>
        </p>
      ) : null}
      <ul className="logged">
        {children.items.map((child) => (
          <li key={child.id}>
            <StatusBadge status={child.status} iconOnly />
            <Link to={`/runs/${child.id}`} className="clip">
              {child.name}
            </Link>
          </li>
        ))}
        {children.total > children.items.length ? (
          <li className="mut">{text.run.five.more(children.total - children.items.length)}</li>
        ) : null}
      </ul>
    </Panel>
  );
}
