'use client';

import { apiUrl } from '#lib/ui/api.ts';
import { useNavigation } from '#lib/ui/navigation.tsx';
import type { PanelAxis } from './chart-question.ts';
import { earlyScript } from './early-script.ts';
import { partsOf } from './use-panel.ts';

/** Only in the page that the server draws: asks for the panels on screen while the scripts of the page are on their way. */
export function EarlyAsk({
  nonce,
  runs,
  axis,
}: {
  nonce: string | undefined;
  runs: readonly { id: string }[];
  axis: PanelAxis;
}) {
  const { project } = useNavigation();
  const [ids, ...more] = partsOf(runs.map((run) => run.id));
  if (!ids || more.length > 0) return null;
  const script =
    typeof document === 'undefined' ? earlyScript({ url: apiUrl(project, '/metrics/chart'), runs: ids, axis }) : '';
  return (
    <script
      nonce={nonce}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: a script of ours, its data is JSON without "<"
      dangerouslySetInnerHTML={{ __html: script }}
    />
  );
}
