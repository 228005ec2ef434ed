'use client';

import { RefreshCw } from 'lucide-react';
import { useEffect } from 'react';
import { useServedBuild } from '#lib/ui/live/live-provider.tsx';
import { forgetReload, hasReloaded, isChunkError, reloadOnce } from '#lib/ui/live/reload-once.ts';
import { text } from '#lib/ui/text/text.ts';

const calmMs = 2_000;
const lookEveryMs = 500;
/** After so long without a missing script the next one is another matter. */
const settledMs = 30_000;

/**
 * After an upgrade the page is older than its server: it is loaded anew, but never under somebody's hands: not while a
 * field has the focus or a dialog is open, nor within two seconds of a key or a pointer. A script that can no longer be
 * loaded is another sign of the same.
 */
export function StalePage({ build }: { build: string | undefined }) {
  const served = useServedBuild();
  const stale = build !== undefined && served !== undefined && served !== build;
  // Where it did not help (several servers behind one address), it is said and left to the reader.
  const tried = stale && hasReloaded(served);

  useEffect(() => {
    if (!stale || tried) return;
    let touched = performance.now();
    const touch = () => {
      touched = performance.now();
    };
    const look = setInterval(() => {
      const calm = document.hidden || performance.now() - touched > calmMs;
      if (calm && !isBusy()) void reloadOnce(served);
    }, lookEveryMs);
    const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
    for (const sign of signs) window.addEventListener(sign, touch, { passive: true });
    return () => {
      clearInterval(look);
      for (const sign of signs) window.removeEventListener(sign, touch);
    };
  }, [stale, tried, served]);

  useEffect(() => {
    const onRejection = (event: PromiseRejectionEvent) => {
      if (isChunkError(event.reason)) void reloadOnce('chunk');
    };
    window.addEventListener('unhandledrejection', onRejection);
    const settled = setTimeout(() => forgetReload('chunk'), settledMs);
    return () => {
      window.removeEventListener('unhandledrejection', onRejection);
      clearTimeout(settled);
    };
  }, []);

  return (
    <div role="status" className={stale ? 'banner news' : undefined}>
      {stale ? (
        <>
          <RefreshCw size={14} aria-hidden /> {tried ? text.connection.older : text.connection.newer}
          <button type="button" className="btn small" onClick={() => window.location.reload()}>
            {text.connection.reload}
          </button>
        </>
      ) : null}
    </div>
  );
}

/** Whether something that was typed or begun would be lost. */
function isBusy(): boolean {
  if (document.querySelector('dialog[open], [role="dialog"]')) return true;
  const at = document.activeElement;
  return at instanceof HTMLElement && (at.matches('input, textarea, select') || at.isContentEditable);
}
