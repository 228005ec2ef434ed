'use client';

import { useNavigation } from '#lib/ui/navigation.tsx';
import { comparePath } from './compare-path.ts';

/** Opens the page that shows runs side by side. */
export function useCompare(): (ids: readonly string[], base?: string) => void {
  const navigation = useNavigation();
  return (ids, base) => navigation.go(navigation.href(comparePath(ids, base)));
}
