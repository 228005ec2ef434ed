'use client';

import ELK, { type ELK as Elk } from 'elkjs/lib/elk-api.js';
import { useEffect, useState } from 'react';
import { layoutGraph, type PlacedGraph } from './layout-graph.ts';

let shared: Elk | undefined;

/** One layout worker for the tab, started by the first graph. */
function layoutEngine(): Elk {
  shared ??= new ELK({
    workerFactory: () =>
      new Worker(new URL('./elk-worker.ts', import.meta.url), { type: 'module', name: 'traza-layout' }),
  });
  return shared;
}

/**
 * Positions of a graph's nodes; undefined until the first layout is there. A new graph keeps the old positions on
 * screen until its own are known.
 */
export function useLayout(
  nodes: readonly { id: string }[],
  edges: readonly { from: string; to: string }[],
): { placed: PlacedGraph | undefined; error: Error | undefined } {
  const [placed, setPlaced] = useState<PlacedGraph>();
  const [error, setError] = useState<Error>();
  const shape = JSON.stringify([nodes.map((node) => node.id), edges.map((edge) => [edge.from, edge.to])]);
  useEffect(() => {
    let current = true;
    const [ids, links] = JSON.parse(shape) as [string[], [string, string][]];
    layoutGraph({
      elk: layoutEngine(),
      nodes: ids.map((id) => ({ id })),
      edges: links.map(([from, to]) => ({ from, to })),
    }).then(
      (next) => {
        if (current) setPlaced(next);
      },
      (cause: unknown) => {
        if (current) setError(cause instanceof Error ? cause : new Error(String(cause)));
      },
    );
    return () => {
      current = false;
    };
  }, [shape]);
  return { placed, error };
}
