'use client';

import { useEffect } from 'react';
import { projectPath, useNavigation } from '#lib/ui/navigation.tsx';
import { pageOfMlflowLink } from './mlflow-link.ts';

/** Goes on to our page when a link that MLflow's client printed was opened: its place is in the fragment alone. */
export function useMlflowLinks(): void {
  const { go, project } = useNavigation();
  useEffect(() => {
    const follow = () => {
      const page = pageOfMlflowLink(window.location.hash);
      if (page !== undefined) go(projectPath(project, page));
    };
    follow();
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [go, project]);
}
