'use client';

import { lazy, memo, Suspense, useRef, useState } from 'react';
import { text } from '#lib/ui/text/text.ts';
import './color.css';

const ColorPicker = lazy(() => import('./color-picker.tsx'));

/** The colour of a run; a press lets people choose another one. */
export const RunDot = memo(function RunDot({
  id,
  name,
  color,
  chosen,
}: {
  id: string;
  name: string;
  /** undefined: it is not drawn, and has none. */
  color: string | undefined;
  /** The one that somebody chose, #rrggbb. */
  chosen: string | null;
}) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="run-dot"
        aria-label={text.grid.colorOf(name)}
        aria-haspopup="dialog"
        aria-expanded={open}
        title={text.grid.colorOf(name)}
        onClick={() => setOpen(!open)}
      >
        <span className={color === undefined ? 'dot hollow' : 'dot'} style={{ background: color }} />
      </button>
      {open ? (
        <Suspense>
          <ColorPicker id={id} name={name} chosen={chosen} anchor={button} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
});
