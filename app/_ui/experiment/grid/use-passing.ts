import { useState } from 'react';

/**
 * Whether rows go by faster than anybody reads: none of those on screen was there a moment ago, and the list still
 * moves. Drawing them would only make the scroll jerk.
 */
export function usePassing(from: number, to: number, moving: boolean): boolean {
  const [last, setLast] = useState({ from, to, passing: false });
  const same = from === last.from && to === last.to;
  const passing = moving && (same ? last.passing : from > last.to || to < last.from);
  if (!same || passing !== last.passing) setLast({ from, to, passing });
  return passing;
}
