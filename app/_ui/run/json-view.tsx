'use client';

import { CopyButton } from '#lib/ui/copy-button.tsx';
import './run.css';

/** A document as indented JSON; `copied` is what the button copies when it is not what is shown. */
export function JsonView({ value, copied, label }: { value: unknown; copied?: string; label: string }) {
  const shown = JSON.stringify(value, null, 2);
  return (
    <div className="json-view">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section tabIndex={0} aria-label={label}>
        <pre>{shown}</pre>
      </section>
      <CopyButton value={copied ?? shown} />
    </div>
  );
}
