'use client';

import { ChevronsLeft, ChevronsRight, EllipsisVertical, GripVertical, Link2, Maximize2 } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react';
import { classNames } from '#lib/ui/class-names.ts';
import { IconButton } from '#lib/ui/icon-button.tsx';
import { Menu } from '#lib/ui/menu.tsx';
import { PanelHeadProvider } from '#lib/ui/panel-head.tsx';
import { text } from '#lib/ui/text/text.ts';
import { arrow, type MetricDirection } from '../best-value.ts';
import type { PanelWidth } from './chart-layout.ts';
import '../../panels/panel-frame.css';

export interface SlotDeeds {
  move: (by: number) => void;
  size: (width: PanelWidth) => void;
  full: () => void;
  copyLink: () => void;
}

const steps: Record<string, number> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };
const widths: readonly PanelWidth[] = ['S', 'M', 'L'];

/** The frame of a metric's chart where charts are arranged: a head that moves it, its size, full screen. */
export function ChartSlot({
  metric,
  direction,
  width,
  dragged,
  deeds,
  onMoveStart,
  children,
}: {
  metric: string;
  direction: MetricDirection;
  width: PanelWidth;
  dragged: boolean;
  deeds: SlotDeeds;
  onMoveStart: (event: PointerEvent) => void;
  children: ReactNode;
}) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const words = text.panels.panel;
  const way = arrow(direction);
  const hint = way === 'up' ? text.chart.higherIsBetter : way === 'down' ? text.chart.lowerIsBetter : undefined;
  const onKey = (event: KeyboardEvent) => {
    const step = steps[event.key] ?? { Home: -10_000, End: 10_000 }[event.key];
    if (!step) return;
    event.preventDefault();
    deeds.move(step);
  };
  return (
    <section className={classNames('panel chart-panel panel-frame', dragged && 'dragged')} aria-label={metric}>
      <header
        onPointerDown={(event) => {
          const onControl = (event.target as Element).closest('button, a, .menu') !== null;
          if (event.pointerType === 'mouse' && !onControl) onMoveStart(event);
        }}
      >
        <button
          type="button"
          className="panel-grip"
          aria-label={words.move(metric)}
          title={words.moveHint}
          onPointerDown={onMoveStart}
          onKeyDown={onKey}
        >
          <GripVertical size={13} aria-hidden />
        </button>
        <h2 className="clip" title={metric}>
          {metric}
        </h2>
        <span className="grow" />
        {hint && width !== 'S' ? <span className="dim small clip">{hint}</span> : null}
        <span className="panel-actions">
          <span className="panel-place" ref={setPlace} />
          <IconButton icon={Maximize2} size={13} label={words.full} onClick={deeds.full} />
          <Menu
            icon={EllipsisVertical}
            label={words.menu(metric)}
            items={[
              { id: 'link', label: words.copyLink, icon: Link2, run: deeds.copyLink },
              { id: 'earlier', label: words.earlier, icon: ChevronsLeft, run: () => deeds.move(-1) },
              { id: 'later', label: words.later, icon: ChevronsRight, run: () => deeds.move(1) },
              ...widths.map((one) => ({
                id: one,
                label: words.widths[one],
                section: words.sizeMenu,
                checked: one === width,
                run: () => deeds.size(one),
              })),
            ]}
          />
        </span>
      </header>
      <PanelHeadProvider place={place}>{children}</PanelHeadProvider>
    </section>
  );
}
