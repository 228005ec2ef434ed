'use client';

import { useEffect, useState } from 'react';

/** Whether something has held for a while: showing what is over in a blink costs the page two drawings, and eyes a flicker. */
export function useLate(holds: boolean, afterMs = 200): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!holds) return;
    const timer = setTimeout(() => setLate(true), afterMs);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [holds, afterMs]);
  return holds && late;
}
