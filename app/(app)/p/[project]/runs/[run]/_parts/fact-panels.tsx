'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { JsonView } from '#app/_ui/run/json-view.tsx';
import type { RecipeAnswer } from '#lib/recipes/schema.ts';
import type { RunDetail } from '#lib/runs/schema.ts';
import { Button } from '#lib/ui/button.tsx';
import { CopyText } from '#lib/ui/copy-button.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { KeyValue } from '#lib/ui/key-value.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { text } from '#lib/ui/text/text.ts';

const fewer = 14;

/** Keys and values, the first few until asked for all. */
function Pairs({ pairs }: { pairs: [string, string][] }) {
  const [all, setAll] = useState(false);
  const shown = all ? pairs : pairs.slice(0, fewer);
  return (
    <>
      <KeyValue
        rows={shown.map(([key, value]) => [
          key,
          <span key={key} className="mono wrap-any" title={value}>
            {value}
          </span>,
        ])}
      />
      {pairs.length > fewer ? (
        <Button small look="ghost" onClick={() => setAll(!all)}>
          {all ? text.run.showLess : text.run.showAllOf(pairs.length)}
        </Button>
      ) : null}
    </>
  );
}

export function ParamsPanel({ params }: { params: Record<string, string> }) {
  const pairs = Object.entries(params);
  return (
    <Panel title={text.run.params} hint={pairs.length || undefined}>
      {pairs.length === 0 ? <p className="mut">{text.run.noParams}</p> : <Pairs pairs={pairs} />}
    </Panel>
  );
}

export function EnvironmentPanel({
  environment,
  digest,
}: {
  environment: RunDetail['environment'];
  digest: string | null;
}) {
  if (environment === null)
    return (
      <Panel title={text.run.environment}>
        <p className="mut">{text.run.noEnvironment}</p>
      </Panel>
    );
  const pairs = Object.entries(environment).flatMap(([key, value]): [string, string][] =>
    value === null ? [] : [[key, typeof value === 'string' ? value : JSON.stringify(value)]],
  );
  return (
    <Panel title={text.run.environment} actions={digest === null ? undefined : <CopyText value={digest} />}>
      <Pairs pairs={pairs} />
    </Panel>
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
