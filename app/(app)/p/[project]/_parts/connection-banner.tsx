'use client';

import { Wifi, WifiOff } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useConnectionState } from '#lib/ui/live/live-provider.tsx';
import { text } from '#lib/ui/text/text.ts';

const graceMs = 2_500;
const joyMs = 3_000;

/** Says that the page may be out of date, once the stream has been gone for longer than a hiccup, and when it is back. */
export function ConnectionBanner() {
  const state = useConnectionState();
  const online = useSyncExternalStore(
    subscribeToNetwork,
    () => navigator.onLine,
    () => true,
  );
  const [shown, setShown] = useState<'lost' | 'back'>();
  useEffect(() => {
    if (state === 'live') {
      setShown((before) => (before === 'lost' ? 'back' : undefined));
      const timer = setTimeout(() => setShown(undefined), joyMs);
      return () => clearTimeout(timer);
    }
    const timer = setTimeout(() => setShown('lost'), graceMs);
    return () => clearTimeout(timer);
  }, [state]);
  const lost = shown === 'lost' || !online;
  return (
    <div role="status" className={lost ? 'banner' : shown === 'back' ? 'banner ok' : undefined}>
      {lost ? (
        <>
          <WifiOff size={14} aria-hidden /> {online ? text.connection.lost : text.connection.offline}
        </>
      ) : shown === 'back' ? (
        <>
          <Wifi size={14} aria-hidden /> {text.connection.back}
        </>
      ) : null}
    </div>
  );
}

function subscribeToNetwork(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}
