'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { JsonView } from '#app/_ui/run/json-view.tsx';
import { PairsPanel } from '#app/_ui/run/pairs-panel.tsx';
import type { RecipeAnswer } from '#lib/recipes/schema.ts';
import type { RunDetail } from '#lib/runs/schema.ts';
import { CopyText } from '#lib/ui/copy-button.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { text } from '#lib/ui/text/text.ts';

export function ParamsPanel({ params }: { params: Record<string, string> }) {
  const pairs = useMemo(() => Object.entries(params), [params]);
  return <PairsPanel title={text.run.params} pairs={pairs} none={text.run.noParams} />;
}

export function EnvironmentPanel({
  environment,
  digest,
}: {
  environment: RunDetail['environment'];
  digest: string | null;
}) {
  const pairs = useMemo(
    () =>
      Object.entries(environment ?? {}).flatMap(([key, value]): [string, string][] =>
        value === null ? [] : [[key, typeof value === 'string' ? value : JSON.stringify(value)]],
      ),
    [environment],
  );
  return (
    <PairsPanel
      title={text.run.environment}
      pairs={pairs}
      none={text.run.noEnvironment}
      actions={digest === null ? undefined : <CopyText value={digest} />}
    />
  );
}

/** Results that are documents and not numbers by step. */
export function SummaryPanel({ summary }: { summary: RunDetail['summary'] }) {
  return Object.keys(summary).length === 0 ? null : (
    <Panel flush title={text.run.summary}>
      <JsonView value={summary} label={text.run.asJson(text.run.summary)} />
    </Panel>
  );
}

export function RecipePanel({ run, recipe }: { run: RunDetail; recipe: UseQueryResult<RecipeAnswer> }) {
  if (run.recipeDigest === null)
    return (
      <Panel title={text.run.recipe}>
        <p className="mut">{text.run.noRecipe}</p>
      </Panel>
    );
  return (
    <Panel flush title={text.run.recipe} hint={text.run.recipeLead} actions={<CopyText value={run.recipeDigest} />}>
      {recipe.isError ? (
        <ErrorState error={recipe.error} onRetry={() => void recipe.refetch()} />
      ) : recipe.data ? (
        <JsonView value={recipe.data.document} copied={recipe.data.body} label={text.run.asJson(text.run.recipe)} />
      ) : (
        <div className="artifact-note">
          <Skeleton lines={8} />
        </div>
      )}
    </Panel>
  );
}
