'use client';

import type { Size } from './plot-box.ts';
import type { Point } from './plot-layers.tsx';

/** What is known of the run under the pointer, beside it and never over it. Said aloud when the arrows go there. */
export function RunTip({
  at,
  size,
  name,
  facts,
}: {
  at: Point;
  size: Size;
  name: string;
  facts: readonly { name: string; value: string }[];
}) {
  const left = at.x > size.width / 2 ? { right: size.width - at.x + 14 } : { left: at.x + 14 };
  const top = at.y > size.height / 2 ? { bottom: size.height - at.y + 6 } : { top: at.y + 6 };
  return (
    <div className="run-tip" role="status" style={{ ...left, ...top }}>
      <b className="clip">{name}</b>
      <dl>
        {facts.map((fact) => (
          <div key={fact.name} style={{ display: 'contents' }}>
            <dt className="clip">{fact.name}</dt>
            <dd className="num clip">{fact.value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
