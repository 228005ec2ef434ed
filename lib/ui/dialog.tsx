'use client';

import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { IconButton } from './icon-button.tsx';
import { text } from './text/text.ts';

/** A native modal dialog: traps focus, closes on Esc and on a click outside, gives focus back. Mount it only while open. */
export function Dialog({
  title,
  onClose,
  footer,
  wide,
  reads,
  children,
}: {
  title: string;
  onClose: () => void;
  footer?: ReactNode;
  wide?: boolean;
  /** Text alone, without a control: where it is long it takes the focus, so that keys scroll it. */
  reads?: boolean;
  children: ReactNode;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    const before = document.activeElement;
    if (!dialog.open) dialog.showModal();
    // By itself the browser begins with the first control, which is the one that closes.
    dialog.querySelector<HTMLElement>('[data-first-focus]')?.focus();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the key for this click is Esc, which the element handles itself
    <dialog
      ref={ref}
      className={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <header>
        <h2 id={id}>{title}</h2>
        <span className="grow" />
        <IconButton icon={X} label={text.common.close} onClick={onClose} />
      </header>
      <div className="dialog-body" {...(reads ? { tabIndex: 0 } : {})}>
        {children}
      </div>
      {footer ? <footer>{footer}</footer> : null}
    </dialog>
  );
}
