'use client';

import {
  ChevronsLeft,
  ChevronsRight,
  Columns2,
  Columns3,
  CopyPlus,
  EllipsisVertical,
  GripVertical,
  Link2,
  Maximize2,
  Pencil,
  RectangleHorizontal,
  Trash2,
} from 'lucide-react';
import { type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react';
import type { DashboardPanel } from '#lib/dashboards/schema.ts';
import { classNames } from '#lib/ui/class-names.ts';
import { IconButton } from '#lib/ui/icon-button.tsx';
import { Menu } from '#lib/ui/menu.tsx';
import { PanelHeadProvider } from '#lib/ui/panel-head.tsx';
import { text } from '#lib/ui/text/text.ts';
import { InView } from '../../metrics/in-view.tsx';
import { panelKindOf } from '../panel-kinds.ts';
import { bodyHeight, columnCount, type PanelSize } from './grid.ts';
import '../panel-frame.css';

export interface PanelDeeds {
  move: (by: number) => void;
  size: (size: PanelSize) => void;
  edit: () => void;
  full: () => void;
  copyLink: () => void;
  duplicate: () => void;
  remove: () => void;
}

const steps: Record<string, number> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** A panel in its grid: a head that moves it, a corner that sizes it, a menu, and what it shows while it is on screen. */
export function PanelFrame({
  panel,
  title,
  name,
  size,
  dragged,
  drop,
  deeds,
  onMoveStart,
  onSizeStart,
  children,
}: {
  panel: DashboardPanel;
  title: string;
  /** Its title, told apart from those of the others. */
  name: string;
  /** As it is drawn now. */
  size: PanelSize;
  dragged: boolean;
  /** Another panel would be let go before or after it. */
  drop: 'before' | 'after' | undefined;
  deeds: PanelDeeds;
  onMoveStart: (event: PointerEvent) => void;
  onSizeStart: (event: PointerEvent) => void;
  /** Draws it into so many pixels of height. */
  children: (height: number) => ReactNode;
}) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const words = text.panels.panel;
  const quiet = !panel.title && panelKindOf(panel.kind)?.quiet === true;
  const height = bodyHeight(size.h, !quiet);
  const onGripKey = (event: KeyboardEvent) => {
    const step = steps[event.key] ?? { Home: -1_000, End: 1_000 }[event.key];
    if (!step) return;
    event.preventDefault();
    deeds.move(step);
  };
  const onCornerKey = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const across = event.key === 'ArrowLeft' || event.key === 'ArrowRight';
    deeds.size({ w: panel.w + (across ? step : 0), h: panel.h + (across ? 0 : step) });
  };
  return (
    <section
      className={classNames(
        'panel panel-frame board-panel',
        quiet && 'quiet',
        dragged && 'dragged',
        drop && `drop-${drop}`,
      )}
      data-panel={panel.id}
      aria-label={name}
      style={{ '--w': size.w, '--h': size.h } as CSSProperties}
    >
      {/* The grip is what the keyboard and a finger move it with; a mouse may take the whole head. */}
      <header
        onPointerDown={(event) => {
          if (event.pointerType === 'mouse' && !(event.target as Element).closest('button, a, .menu'))
            onMoveStart(event);
        }}
      >
        <button
          type="button"
          className="panel-grip"
          aria-label={words.move(name)}
          title={words.moveHint}
          onPointerDown={onMoveStart}
          onKeyDown={onGripKey}
        >
          <GripVertical size={13} aria-hidden />
        </button>
        <h2 className="clip" title={title}>
          {title}
        </h2>
        <span className="grow" />
        <span className="panel-actions">
          <span className="panel-place" ref={setPlace} />
          <IconButton icon={Maximize2} size={13} label={words.full} onClick={deeds.full} />
          <Menu icon={EllipsisVertical} label={words.menu(name)} items={itemsOf(panel, deeds)} />
        </span>
      </header>
      <InView className="board-body" height={height}>
        {() => <PanelHeadProvider place={place}>{children(height)}</PanelHeadProvider>}
      </InView>
      <button
        type="button"
        className="panel-corner"
        aria-label={words.size(name, size.w, size.h)}
        title={words.sizeHint}
        onPointerDown={onSizeStart}
        onKeyDown={onCornerKey}
      />
    </section>
  );
}

function itemsOf({ kind, h }: DashboardPanel, deeds: PanelDeeds) {
  const words = text.panels.panel;
  const width = (id: string, label: string, icon: typeof Columns2, w: number) => ({
    id,
    label,
    icon,
    section: words.width,
    run: () => deeds.size({ w, h }),
  });
  return [
    { id: 'edit', label: panelKindOf(kind)?.Form ? words.edit : words.rename, icon: Pencil, run: deeds.edit },
    { id: 'link', label: words.copyLink, icon: Link2, run: deeds.copyLink },
    { id: 'duplicate', label: words.duplicate, icon: CopyPlus, run: deeds.duplicate },
    { id: 'earlier', label: words.earlier, icon: ChevronsLeft, run: () => deeds.move(-1) },
    { id: 'later', label: words.later, icon: ChevronsRight, run: () => deeds.move(1) },
    { id: 'remove', label: words.remove, icon: Trash2, run: deeds.remove },
    width('third', words.third, Columns3, columnCount / 3),
    width('half', words.half, Columns2, columnCount / 2),
    width('whole', words.whole, RectangleHorizontal, columnCount),
  ];
}
