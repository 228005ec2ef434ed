'use client';

import { useCallback } from 'react';
import { apiUrl } from '#lib/ui/api.ts';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { type FileHome, filePath } from './file-home.ts';

/** Where the files of a run or a model are read: `address('plots/loss.png')`. Keeps its identity while that is the same. */
export function useArtifactAddress({ kind, id }: FileHome): (path: string) => string {
  const { project } = useNavigation();
  return useCallback((path) => apiUrl(project, filePath({ kind, id }, path)), [project, kind, id]);
}
