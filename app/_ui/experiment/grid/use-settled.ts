'use client';

import { useEffect, useState } from 'react';

/** A value, and while something moves that of before it moved. */
export function useSettled<T>(value: T, moving: boolean): T {
  const [settled, settle] = useState(value);
  useEffect(() => {
    if (!moving) settle(value);
  }, [value, moving]);
  return settled;
}
