'use client';

import type { LucideIcon } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { IconButton } from './icon-button.tsx';

export interface MenuItem {
  id: string;
  label: string;
  icon?: LucideIcon;
  run: () => void;
}

/** An icon that opens a short list of actions. Arrows move, Esc closes and gives focus back. */
export function Menu({ icon, label, items }: { icon: LucideIcon; label: string; items: MenuItem[] }) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLSpanElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    anchor.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
    const away = (event: PointerEvent) => {
      if (event.target instanceof Node && !anchor.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', away);
    return () => document.removeEventListener('pointerdown', away);
  }, [open]);
  const close = () => {
    setOpen(false);
    anchor.current?.querySelector<HTMLElement>('.icon-btn')?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    const entries = [...(anchor.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
    const now = entries.findIndex((entry) => entry.contains(document.activeElement));
    entries[(now + step + entries.length) % entries.length]?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only catches keys that bubble up from the menu's items
    <span className="menu-anchor" ref={anchor} onKeyDown={open ? onKey : undefined}>
      <IconButton
        icon={icon}
        label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen((was) => !was)}
      />
      {open ? (
        <div className="menu" role="menu" id={id} aria-label={label}>
          {items.map(({ id: key, label: name, icon: Icon, run }) => (
            <button
              key={key}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                close();
                run();
              }}
            >
              {Icon ? <Icon size={14} aria-hidden /> : null}
              {name}
            </button>
          ))}
        </div>
      ) : null}
    </span>
  );
}
