'use client';

import { Minimize2 } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { IconButton } from '#lib/ui/icon-button.tsx';
import { PanelHeadProvider } from '#lib/ui/panel-head.tsx';
import { text } from '#lib/ui/text/text.ts';
import './full-panel.css';

/** One panel over the whole page, until Esc. @param children draws it into so many pixels of height */
export function FullPanel({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: (height: number) => ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const [height, setHeight] = useState(0);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    const before = document.activeElement;
    if (!element.open) element.showModal();
    return () => {
      element.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  useEffect(() => {
    const element = body.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setHeight(Math.floor(entry?.contentRect.height ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="full-panel"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className="full-head">
        <h2 id={id} className="clip">
          {title}
        </h2>
        <span className="grow" />
        <span className="row" ref={setPlace} />
        <IconButton icon={Minimize2} label={text.panels.panel.leaveFull} keys="Escape" onClick={onClose} />
      </header>
      <div className="full-panel-body" ref={body}>
        <PanelHeadProvider place={place}>{height > 0 ? children(height) : null}</PanelHeadProvider>
      </div>
    </dialog>
  );
}
