'use client';

import { GitCompareArrows } from 'lucide-react';
import type { ReactNode } from 'react';
import { comparePath } from '#app/_ui/compare/compare-path.ts';
import { LinkButton } from '#lib/ui/button.tsx';
import { text } from '#lib/ui/text/text.ts';

/** What a saved view of a comparison shows: the way to the page that compares. */
export function RunCompare({ tabs, ids, base }: { tabs: ReactNode; ids: readonly string[]; base: string | undefined }) {
  return (
    <>
      <div className="run-bar">{tabs}</div>
      <div className="run-scroll">
        {ids.length < 2 ? (
          <p className="mut">{text.runs.compareHint}</p>
        ) : (
          <LinkButton look="primary" icon={GitCompareArrows} to={comparePath(ids, base)}>
            {text.runs.compare(ids.length)}
          </LinkButton>
        )}
      </div>
    </>
  );
}
