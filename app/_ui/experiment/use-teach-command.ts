'use client';

import { apiUrl } from '#lib/ui/api.ts';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { useOrigin } from '#lib/ui/use-origin.ts';

/** A command that logs a first run, with the address of this very server in it. */
export function useTeachCommand(experimentId?: number): string {
  const { project } = useNavigation();
  const origin = useOrigin();
  const base = `${origin}${apiUrl(project, '')}`;
  const json = "-H 'content-type: application/json'";
  const run = JSON.stringify({
    ...(experimentId === undefined ? {} : { experimentId }),
    name: 'first',
    params: { lr: '0.003' },
  });
  const batch = JSON.stringify({
    metrics: [
      { key: 'loss', value: 0.62, step: 0 },
      { key: 'loss', value: 0.48, step: 1 },
    ],
  });
  return [
    `RUN=$(curl -s ${base}/runs ${json} -d '${run}' | sed 's/.*"id":"\\([0-9a-f]*\\)".*/\\1/')`,
    `curl ${base}/runs/$RUN/batch ${json} -d '${batch}'`,
    `curl ${base}/runs/$RUN/finish ${json} -d '{}'`,
  ].join('\n');
}
