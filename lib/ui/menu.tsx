'use client';

import { Check, ChevronDown, type LucideIcon } from 'lucide-react';
import { Fragment, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { IconButton } from './icon-button.tsx';

const entryRole = '[role^="menuitem"]';

export interface MenuItem {
  id: string;
  label: string;
  icon?: LucideIcon;
  /** One of several to choose from: whether it is the one. */
  checked?: boolean;
  /** Said behind the label. */
  note?: ReactNode;
  /** Stands above the first item of its section. */
  section?: string;
  run: () => void;
}

/**
 * An icon that opens a short list of actions, or a button with a `face` of its own, whose list begins at its left. Arrows
 * move, Esc closes and gives focus back.
 */
export function Menu({
  icon,
  label,
  items,
  face,
}: {
  icon: LucideIcon;
  label: string;
  items: MenuItem[];
  face?: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLSpanElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    anchor.current?.querySelector<HTMLElement>(entryRole)?.focus();
    const away = (event: PointerEvent) => {
      if (event.target instanceof Node && !anchor.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', away);
    return () => document.removeEventListener('pointerdown', away);
  }, [open]);
  const close = () => {
    setOpen(false);
    anchor.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    const entries = [...(anchor.current?.querySelectorAll<HTMLElement>(entryRole) ?? [])];
    const now = entries.findIndex((entry) => entry.contains(document.activeElement));
    entries[(now + step + entries.length) % entries.length]?.focus();
  };
  const opener = {
    'aria-haspopup': 'menu',
    'aria-expanded': open,
    'aria-controls': id,
    onClick: () => setOpen((was) => !was),
  } as const;
  const Icon = icon;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only catches keys that bubble up from the menu's items
    <span className="menu-anchor" ref={anchor} onKeyDown={open ? onKey : undefined}>
      {face === undefined ? (
        <IconButton icon={icon} label={label} {...opener} />
      ) : (
        <button type="button" className="btn ghost menu-face" aria-label={label} title={label} {...opener}>
          <Icon size={14} aria-hidden />
          {face}
          <ChevronDown size={12} aria-hidden />
        </button>
      )}
      {open ? (
        <div className={face === undefined ? 'menu' : 'menu start'} role="menu" id={id} aria-label={label}>
          {items.map((item, index) => (
            <Fragment key={item.id}>
              {item.section !== undefined && item.section !== items[index - 1]?.section ? (
                <div className="menu-section" role="presentation">
                  {item.section}
                </div>
              ) : null}
              <MenuEntry
                item={item}
                onRun={() => {
                  close();
                  item.run();
                }}
              />
            </Fragment>
          ))}
        </div>
      ) : null}
    </span>
  );
}

function MenuEntry({ item, onRun }: { item: MenuItem; onRun: () => void }) {
  const { label, icon: Icon, checked, note } = item;
  const choice = checked === undefined ? { role: 'menuitem' } : { role: 'menuitemradio', 'aria-checked': checked };
  return (
    <button type="button" {...choice} tabIndex={-1} onClick={onRun}>
      {Icon ? <Icon size={14} aria-hidden /> : null}
      {checked === undefined ? null : (
        <Check size={14} aria-hidden style={checked ? undefined : { visibility: 'hidden' }} />
      )}
      <span className="clip">{label}</span>
      {note === undefined ? null : <span className="menu-note dim small">{note}</span>}
    </button>
  );
}
