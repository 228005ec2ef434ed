'use client';

import { useEffect, useState } from 'react';
import type { ForestAnswer } from '../statistics/forest-importance.ts';
import type { ImportanceQuestion } from './importance-question.ts';

export interface Forest {
  answer: ForestAnswer | undefined;
  error: Error | null;
}

/** Fewer runs could not even be parted into those learnt from and those asked about. */
export const leastRuns = 8;

/** What a forest says to a question, asked in a worker; undefined while it grows. */
export function useForest(question: ImportanceQuestion | undefined): Forest {
  const [said, setSaid] = useState<{ to: ImportanceQuestion | undefined; forest: Forest }>();
  useEffect(() => {
    if (!question || question.features.length === 0 || question.target.length < leastRuns) return;
    const worker = new Worker(new URL('./importance-worker.ts', import.meta.url), { type: 'module' });
    const say = (forest: Forest) => setSaid({ to: question, forest });
    worker.onmessage = ({ data }: MessageEvent<ForestAnswer>) => say({ answer: data, error: null });
    worker.onerror = (event) =>
      say({ answer: undefined, error: new Error(event.message || 'The worker did not start.') });
    worker.postMessage(question);
    return () => worker.terminate();
  }, [question]);
  return said?.to === question && said ? said.forest : { answer: undefined, error: null };
}
