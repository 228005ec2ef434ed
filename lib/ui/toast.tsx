'use client';

import { CircleCheck, CircleX, Info, X } from 'lucide-react';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { ApiError } from './api-error.ts';
import { IconButton } from './icon-button.tsx';
import { text } from './text/text.ts';

export interface ToastInput {
  title: string;
  detail?: ReactNode;
  tone?: 'plain' | 'ok' | 'bad';
  action?: { label: string; onClick: () => void };
}
interface Shown extends ToastInput {
  id: number;
}
type Show = (toast: ToastInput) => void;

const ToastContext = createContext<Show | undefined>(undefined);
const icons = { plain: Info, ok: CircleCheck, bad: CircleX };

/** Holds the notices at the bottom right. At most four at once; a failure stays until it is dismissed. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Shown[]>([]);
  const nextId = useRef(1);
  const show = useCallback<Show>((toast) => {
    const id = nextId.current++;
    setToasts((all) => [...all, { ...toast, id }].slice(-4));
  }, []);
  const dismiss = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const value = useMemo(() => show, [show]);
  return (
    <ToastContext value={value}>
      {children}
      <section className="toasts" aria-label={text.toast.label} aria-live="polite">
        {toasts.map((toast) => (
          <Toast key={toast.id} toast={toast} onDismiss={dismiss} />
        ))}
      </section>
    </ToastContext>
  );
}

function Toast({ toast, onDismiss }: { toast: Shown; onDismiss: (id: number) => void }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held || toast.tone === 'bad') return;
    const timer = setTimeout(() => onDismiss(toast.id), 6000);
    return () => clearTimeout(timer);
  }, [held, toast, onDismiss]);
  const Icon = icons[toast.tone ?? 'plain'];
  return (
    <div
      className={`toast ${toast.tone ?? 'plain'}`}
      role={toast.tone === 'bad' ? 'alert' : undefined}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
    >
      <Icon size={16} aria-hidden />
      <div>
        <div className="toast-title">{toast.title}</div>
        {toast.detail ? <div className="mut small">{toast.detail}</div> : null}
      </div>
      {toast.action ? (
        <button
          type="button"
          className="btn small"
          onClick={() => {
            toast.action?.onClick();
            onDismiss(toast.id);
          }}
        >
          {toast.action.label}
        </button>
      ) : null}
      <IconButton icon={X} label={text.common.dismiss} onClick={() => onDismiss(toast.id)} />
    </div>
  );
}

/** `const toast = useToast(); toast({ title: 'Saved', tone: 'ok' })`. */
export function useToast(): Show {
  const show = useContext(ToastContext);
  if (!show) throw new Error('useToast needs the ToastProvider of the shell above it.');
  return show;
}

/** A reader for mutations: `onError: useErrorToast()`. Shows message and hint of an ApiError. */
export function useErrorToast(): (error: Error) => void {
  const toast = useToast();
  return useCallback(
    (error: Error) => {
      const detail =
        error instanceof ApiError
          ? error.fields[0]
            ? `${error.fields[0].path}: ${error.fields[0].message}`
            : (error.hint ?? error.detail)
          : undefined;
      toast({ tone: 'bad', title: error.message, detail });
    },
    [toast],
  );
}
