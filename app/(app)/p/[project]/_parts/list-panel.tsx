'use client';

import type { ReactNode } from 'react';
import { formatCount } from '#lib/ui/format.ts';
import { Link } from '#lib/ui/navigation.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { text } from '#lib/ui/text/text.ts';

/** The first few of a longer list, how many there are in all, and the way to the rest. */
export function ListPanel({
  title,
  total,
  shown,
  none,
  children,
}: {
  title: string;
  total: number;
  shown: number;
  none: string;
  /** The list's items. */
  children: ReactNode;
}) {
  const more = total - shown;
  return (
    <Panel
      title={title}
      hint={total > 0 ? formatCount(total) : undefined}
      footer={
        more > 0 ? (
          <Link to="/jobs" className="link">
            {text.home.more(more)}
          </Link>
        ) : undefined
      }
      flush
    >
      {shown === 0 ? <p className="mut home-none">{none}</p> : <ul className="home-list">{children}</ul>}
    </Panel>
  );
}
