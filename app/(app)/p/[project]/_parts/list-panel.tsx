'use client';

import { type ReactNode, useState } from 'react';
import { formatCount } from '#lib/ui/format.ts';
import { Link } from '#lib/ui/navigation.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { text } from '#lib/ui/text/text.ts';

const first = 5;

/** The first few of a longer list, how many there are in all, and the way to the rest: here, or on the page `rest`. */
export function ListPanel({
  title,
  total,
  none,
  rest,
  children,
}: {
  title: string;
  total: number;
  none: string;
  /** Where those are that were not sent. */
  rest?: string;
  /** The list's items. */
  children: ReactNode[];
}) {
  const [all, setAll] = useState(false);
  const shown = all ? children : children.slice(0, first);
  const folded = children.length - shown.length;
  const unsent = total - children.length;
  const more = text.home.more(folded + unsent);
  return (
    <Panel
      title={title}
      hint={total > 0 ? formatCount(total) : undefined}
      footer={
        folded > 0 ? (
          <button type="button" className="link" onClick={() => setAll(true)}>
            {more}
          </button>
        ) : unsent > 0 ? (
          rest === undefined ? (
            <span>{more}</span>
          ) : (
            <Link to={rest} className="link">
              {more}
            </Link>
          )
        ) : undefined
      }
      flush
    >
      {children.length === 0 ? <p className="mut home-none">{none}</p> : <ul className="home-list">{shown}</ul>}
    </Panel>
  );
}
