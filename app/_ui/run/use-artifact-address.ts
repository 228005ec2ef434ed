'use client';

import { useCallback } from 'react';
import { apiUrl } from '#lib/ui/api.ts';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { artifactPath } from './artifact-path.ts';

/** Where the files of a run are read: `address('plots/loss.png')`. Keeps its identity while the run is the same. */
export function useArtifactAddress(runId: string): (path: string) => string {
  const { project } = useNavigation();
  return useCallback((path) => apiUrl(project, artifactPath(runId, path)), [project, runId]);
}
