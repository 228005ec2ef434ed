'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { CopyButton } from '#lib/ui/copy-button.tsx';
import { Input } from '#lib/ui/field.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { text } from '#lib/ui/text/text.ts';
import './run.css';

const rowHeight = 26;
const tallest = 420;
const searchFrom = 12;
/** A value longer than this opens below its row when it is pressed. */
const longFrom = 60;

/** Keys and values, thousands of them: searched, in natural order, each copied, long values folded. */
export function PairsPanel({
  title,
  pairs,
  none,
  actions,
}: {
  title: string;
  /** Keep them stable. */
  pairs: readonly [string, string][];
  /** What to say where there are none. */
  none: string;
  actions?: ReactNode;
}) {
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState<string>();
  const found = useMemo(() => search(pairs, query), [pairs, query]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: found.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => found[index]?.[0] ?? index,
    overscan: 10,
    initialRect: { width: 0, height: tallest },
  });
  return (
    <Panel
      flush
      title={title}
      hint={pairs.length || undefined}
      actions={
        <>
          {actions}
          {pairs.length === 0 ? null : (
            <CopyButton
              label={text.runPage.copyAll(title)}
              value={JSON.stringify(Object.fromEntries(pairs), null, 2)}
            />
          )}
        </>
      }
    >
      {pairs.length === 0 ? <p className="pairs-none mut">{none}</p> : null}
      {pairs.length >= searchFrom ? (
        <div className="artifact-search">
          <Input
            label={text.runPage.searchIn(title.toLowerCase())}
            hideLabel
            type="search"
            placeholder={text.runPage.searchIn(title.toLowerCase())}
            value={query}
            spellCheck={false}
            onChange={(event) => setQuery(event.target.value)}
          />
        </div>
      ) : null}
      {pairs.length > 0 && found.length === 0 ? (
        <p className="pairs-none mut" role="status">
          {text.runPage.noneFound(query)}
        </p>
      ) : null}
      {found.length > 0 ? (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, and a section would be a landmark
        <div
          role="group"
          className="pairs"
          ref={scroller}
          style={{ maxHeight: tallest }}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
          tabIndex={0}
          aria-label={title}
        >
          <dl style={{ height: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map((item) => {
              const [key, value] = found[item.index] ?? ['', ''];
              return (
                <div
                  key={item.key}
                  data-index={item.index}
                  ref={virtualizer.measureElement}
                  className="pair"
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <dt className="clip" title={key}>
                    <bdi>{key}</bdi>
                  </dt>
                  <dd>
                    {value.length <= longFrom && !value.includes('\n') ? (
                      <bdi className="mono clip" title={value}>
                        {value}
                      </bdi>
                    ) : (
                      <button
                        type="button"
                        className="mono clip pair-long"
                        aria-expanded={open === key}
                        onClick={() => setOpen(open === key ? undefined : key)}
                      >
                        <bdi>{value.slice(0, 200)}</bdi>
                      </button>
                    )}
                    <CopyButton value={value} label={text.runPage.copyValue(key)} />
                  </dd>
                  {open === key ? (
                    <dd className="pair-whole">
                      <pre>{unfolded(value)}</pre>
                    </dd>
                  ) : null}
                </div>
              );
            })}
          </dl>
        </div>
      ) : null}
    </Panel>
  );
}

const collator = new Intl.Collator('en', { numeric: true });

function search(pairs: readonly [string, string][], query: string): [string, string][] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return pairs
    .filter(([key, value]) => {
      const both = `${key} ${value}`.toLowerCase();
      return words.every((word) => both.includes(word));
    })
    .sort(([a], [b]) => collator.compare(a, b));
}

/** JSON is easier to read over several lines. */
function unfolded(value: string): string {
  if (!/^[[{]/.test(value)) return value;
  try {
    return JSON.stringify(JSON.parse(value), null, 2);
  } catch {
    return value;
  }
}
