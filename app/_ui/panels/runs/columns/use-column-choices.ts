'use client';

import { useMemo, useState } from 'react';
import { useFoundKeys } from '#app/_ui/experiment/use-found-keys.ts';
import { type MetricDirection, usualDirection } from '#app/_ui/metrics/best-value.ts';
import { text } from '#lib/ui/text/text.ts';
import type { PanelRuns } from '../../panel-kind.ts';

export interface ColumnChoices {
  groups: { label: string; names: string[] }[];
  /** The experiment has more keys than are listed. */
  more: boolean;
  search: string;
  onSearch: (text: string) => void;
  directionOf: (key: string) => MetricDirection;
}

const kinds = ['metric', 'param', 'tag'] as const;
const attributes = ['started', 'created', 'duration', 'status', 'user', 'kind'];

/** Columns that a form offers: metrics in several figures, params, tags, what is known of each run. */
export function useColumnChoices(
  { experimentId }: PanelRuns,
  directionOf: ((key: string) => MetricDirection) | undefined = usualDirection,
): ColumnChoices {
  const [search, onSearch] = useState('');
  const found = useFoundKeys(experimentId, kinds, search);
  return useMemo(() => {
    const names = {
      metric: (key: string) => ['last', 'min', 'max'].map((figure) => `metric:${key}:${figure}`),
      param: (key: string) => [`param:${key}`],
      // What clients write for themselves.
      tag: (key: string) => (key.startsWith('mlflow.') ? [] : [`tag:${key}`]),
    };
    const groups = found.map(({ kind, keys }) => ({
      label: text.runs.keyKinds[kind],
      names: keys.flatMap(names[kind]),
    }));
    return {
      groups: [...groups, { label: text.runs.attributes, names: attributes }].filter((group) => group.names.length > 0),
      more: found.some((kind) => kind.more),
      search,
      onSearch,
      directionOf,
    };
  }, [found, search, directionOf]);
}
