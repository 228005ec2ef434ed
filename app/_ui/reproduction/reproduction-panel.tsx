'use client';

import type { ReactNode } from 'react';
import type { Difference, ReproductionAnswer } from '#lib/reproduce/schema.ts';
import { classNames } from '#lib/ui/class-names.ts';
import { CopyText } from '#lib/ui/copy-button.tsx';
import { Link } from '#lib/ui/navigation.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { Progress } from '#lib/ui/progress.tsx';
import { StatusBadge } from '#lib/ui/status-badge.tsx';
import { text } from '#lib/ui/text/text.ts';
import { TimeAgo } from '#lib/ui/time-ago.tsx';
import './reproduction.css';
import {
  type Category,
  categoryOfDifference,
  type ReproductionView,
  reproductionView,
  type SquareState,
  verdictTone,
} from './reproduction-view.ts';

const categories: Category[] = ['inputs', 'environment', 'metrics', 'outputs'];
const words = (): Record<SquareState, string> => ({
  same: text.reproduction.same,
  different: text.reproduction.different,
  unknown: text.reproduction.notCompared,
  pending: text.reproduction.pending,
});

/**
 * The newest reproduction of a run: verdict in words, one square for each execution and category, what differs first.
 * `fallback` is shown while there is none.
 */
export function ReproductionPanel({
  reproductions,
  fallback,
  actions,
}: {
  reproductions: ReproductionAnswer[];
  fallback: ReactNode;
  actions?: ReactNode;
}) {
  const newest = reproductions[0];
  if (!newest)
    return (
      <Panel title={text.reproduction.title} actions={actions}>
        {fallback}
      </Panel>
    );
  const view = reproductionView(newest);
  return (
    <Panel
      title={text.reproduction.title}
      hint={
        <>
          {text.reproduction.executionCount(view.planned)} · <TimeAgo time={view.at} />
        </>
      }
      actions={actions}
      footer={reproductions.length > 1 ? text.reproduction.earlier(reproductions.length - 1) : undefined}
    >
      <Verdict view={view} />
      <Squares view={view} />
      <Differences differences={view.differences} />
    </Panel>
  );
}

function Verdict({ view }: { view: ReproductionView }) {
  if (view.verdict === null) {
    return (
      <div className="verdict-live">
        <div className="row">
          <StatusBadge status="running" label={text.reproduction.running} />
          <span className="mut">{text.reproduction.of(view.ended, view.planned)}</span>
        </div>
        <Progress
          value={view.ended / view.planned}
          active={view.ended < view.planned ? 1 / view.planned : 0}
          label={text.reproduction.title}
        />
      </div>
    );
  }
  return (
    <p className="verdict">
      <b className={verdictTone(view.verdict)}>{text.reproduction.verdict[view.verdict]}</b>
      {view.reason ? <span className="mut"> {view.reason}</span> : null}
    </p>
  );
}

function Squares({ view }: { view: ReproductionView }) {
  const head = view.executions.map((_, index) => text.reproduction.execution(index + 1));
  return (
    <table className="squares">
      <thead className="sr-only">
        <tr>
          <th>{text.reproduction.category}</th>
          <th>{text.reproduction.equal}</th>
          {head.map((name) => (
            <th key={name}>{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {categories.map((category) => {
          const count = view.counts[category];
          return (
            <tr key={category}>
              <th scope="row">{text.reproduction.categories[category]}</th>
              <td className="num clip mut">{count ? text.reproduction.equalOf(count.equal, count.compared) : ''}</td>
              {view.executions.map((execution, index) => (
                <td key={head[index]} className="square-cell">
                  <Square runId={execution.runId} state={execution.squares[category]} />
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Square({ runId, state }: { runId: string | undefined; state: SquareState }) {
  const shape = classNames('square', state);
  const said = <span className="sr-only">{words()[state]}</span>;
  if (runId === undefined)
    return (
      <span className={shape} title={words()[state]}>
        {said}
      </span>
    );
  return (
    <Link to={`/runs/${runId}`} className={shape} title={words()[state]}>
      {said}
    </Link>
  );
}

function Differences({ differences }: { differences: Difference[] }) {
  const [first, ...rest] = differences;
  if (!first) return null;
  return (
    <div className="differences">
      <h3>{text.reproduction.firstDifference}</h3>
      <OneDifference difference={first} />
      {rest.length > 0 ? (
        <details>
          <summary>{text.reproduction.others(rest.length)}</summary>
          {rest.map((difference) => (
            <OneDifference key={`${difference.category} ${difference.name}`} difference={difference} />
          ))}
        </details>
      ) : null}
    </div>
  );
}

function OneDifference({ difference }: { difference: Difference }) {
  const { category, name, a, b, step } = difference;
  return (
    <dl className="difference" data-category={categoryOfDifference(difference)}>
      <div>
        <dt>{text.reproduction.kinds[category]}</dt>
        <dd className="mono">{step === undefined ? name : text.reproduction.atStep(name, step)}</dd>
      </div>
      <div>
        <dt>{text.reproduction.original}</dt>
        <dd>
          <Side value={a} />
        </dd>
      </div>
      <div>
        <dt>{text.reproduction.again}</dt>
        <dd>
          <Side value={b} />
        </dd>
      </div>
    </dl>
  );
}

function Side({ value }: { value: string | null }) {
  if (value === null) return <span className="dim">{text.common.none}</span>;
  return /^[0-9a-f]{32,}$/.test(value) ? (
    <CopyText value={value} head={10} tail={8} />
  ) : (
    <span className="mono">{value}</span>
  );
}
