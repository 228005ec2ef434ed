'use client';

import { WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useConnectionState } from '#lib/ui/live/live-provider.tsx';
import { text } from '#lib/ui/text/text.ts';

const graceMs = 2500;

/** Says that the page may be out of date, once the stream has been gone for longer than a hiccup. */
export function ConnectionBanner() {
  const state = useConnectionState();
  const [lost, setLost] = useState(false);
  useEffect(() => {
    if (state === 'live') {
      setLost(false);
      return;
    }
    const timer = setTimeout(() => setLost(true), graceMs);
    return () => clearTimeout(timer);
  }, [state]);
  return (
    <div role="status" className={lost ? 'banner' : undefined}>
      {lost ? (
        <>
          <WifiOff size={14} aria-hidden /> {text.connection.lost}
        </>
      ) : null}
    </div>
  );
}
