'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { loadPlotter } from '#lib/ui/chart/line-chart.tsx';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { askNow } from './ask-charts.ts';
import { type PanelAxis, stretchesFor } from './chart-question.ts';
import { widthOnScreen } from './in-view.tsx';
import { askPanelAhead } from './use-panel.ts';

/**
 * Asks for the panels whose places are on screen while the page that the server drew comes alive, which takes as long as
 * the answer.
 */
export function useAskAhead(of: {
  runs: readonly { id: string }[];
  metrics: readonly string[];
  axis: PanelAxis;
}): void {
  const client = useQueryClient();
  const { project } = useNavigation();
  // Once, and before anything below is drawn.
  useState(() => {
    if (typeof document === 'undefined' || of.runs.length === 0) return;
    void loadPlotter();
    const runs = of.runs.map((run) => run.id);
    for (const place of document.querySelectorAll<HTMLElement>('[data-panel]')) {
      const metric = place.dataset.panel ?? '';
      const width = widthOnScreen(place);
      if (width === undefined || !of.metrics.includes(metric)) continue;
      askPanelAhead(client, { project, runs, metric, axis: of.axis, buckets: stretchesFor(width) });
    }
    // At once: a timer would wait until the page has come alive.
    askNow();
  });
}
