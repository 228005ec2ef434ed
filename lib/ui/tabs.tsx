'use client';

import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import { useShortcut } from './keys/keys.tsx';
import { text } from './text/text.ts';

export interface TabItem {
  id: string;
  label: string;
  count?: ReactNode;
}

/**
 * Tabs with keys 1-9 and arrows. Controlled: keep `active` in the URL (`?tab=`) so that a link shows the same thing.
 * The panel below: `<div {...tabPanel(id)}>`; simpler, put it as children and it is wrapped here.
 */
export function Tabs({
  items,
  active,
  onChange,
  label,
  children,
}: {
  items: TabItem[];
  active: string;
  onChange: (id: string) => void;
  label: string;
  children: ReactNode;
}) {
  const base = useId();
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    const at = items.findIndex((item) => item.id === active);
    const next = items[(at + step + items.length) % items.length];
    if (!next) return;
    onChange(next.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${CSS.escape(next.id)}"]`)?.focus();
  };
  return (
    <>
      <div className="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={move}>
        {items.map((item, index) => (
          <Tab key={item.id} item={item} index={index} on={item.id === active} base={base} onChange={onChange} />
        ))}
      </div>
      <div className="tab-panel" role="tabpanel" id={`${base}-panel`} aria-labelledby={`${base}-${active}`}>
        {children}
      </div>
    </>
  );
}

function Tab({
  item,
  index,
  on,
  base,
  onChange,
}: {
  item: TabItem;
  index: number;
  on: boolean;
  base: string;
  onChange: (id: string) => void;
}) {
  const key = index < 9 ? String(index + 1) : undefined;
  useShortcut(key, text.keys.tab(item.label), () => onChange(item.id));
  return (
    <button
      type="button"
      role="tab"
      id={`${base}-${item.id}`}
      data-tab={item.id}
      aria-selected={on}
      aria-controls={`${base}-panel`}
      aria-keyshortcuts={key}
      tabIndex={on ? 0 : -1}
      onClick={() => onChange(item.id)}
    >
      {item.label}
      {item.count !== undefined ? <span className="dim num"> {item.count}</span> : null}
      {key ? (
        <span className="kbd" aria-hidden="true">
          {key}
        </span>
      ) : null}
    </button>
  );
}
