'use client';

import dynamic from 'next/dynamic';
import { Skeleton } from '#lib/ui/skeleton.tsx';

/** The graph, loaded only where one is drawn: the drawing library and the layout engine are large. */
export const LazyLineageGraph = dynamic(() => import('./lineage-graph.tsx').then((module) => module.LineageGraph), {
  ssr: false,
  loading: () => (
    <div className="lineage-waiting">
      <Skeleton lines={4} height={16} />
    </div>
  ),
});
