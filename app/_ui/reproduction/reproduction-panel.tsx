'use client';

import type { ReactNode } from 'react';
import { classNames } from '#lib/ui/class-names.ts';
import { CopyText } from '#lib/ui/copy-button.tsx';
import { Link } from '#lib/ui/navigation.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { Progress } from '#lib/ui/progress.tsx';
import { StatusBadge } from '#lib/ui/status-badge.tsx';
import { text } from '#lib/ui/text/en.ts';
import { TimeAgo } from '#lib/ui/time-ago.tsx';
import './reproduction.css';
import type { Category, ReproductionView } from './reproduction-view.ts';
import { verdictTone, verdictWords } from './verdict-words.ts';

const categories: Category[] = ['inputs', 'environment', 'metrics', 'outputs'];
const words = {
  same: text.reproduction.same,
  different: text.reproduction.different,
  unknown: text.reproduction.notCompared,
  pending: text.reproduction.pending,
};

/** The newest reproduction of a run: verdict in words, one square for each execution and category, what differs first. */
export function ReproductionPanel({
  reproductions,
  fallback,
}: {
  reproductions: ReproductionView[];
  fallback: ReactNode;
}) {
  const newest = reproductions[0];
  if (!newest) return <Panel title={text.reproduction.title}>{fallback}</Panel>;
  return (
    <Panel
      title={text.reproduction.title}
      hint={
        <>
          {text.reproduction.executionCount(newest.planned)} · <TimeAgo time={newest.settledAt ?? newest.createdAt} />
        </>
      }
      footer={reproductions.length > 1 ? text.reproduction.earlier(reproductions.length - 1) : undefined}
    >
      <Verdict reproduction={newest} />
      <table className="squares">
        <thead className="sr-only">
          <tr>
            <th />
            <th>{text.lineage.detail}</th>
            {newest.executions.map((execution, index) => (
              <th key={execution.runId}>{text.reproduction.execution(index + 1)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {categories.map((category) => (
            <tr key={category}>
              <th scope="row">{text.reproduction.categories[category]}</th>
              <td className="num clip">{newest.counts[category] ?? ''}</td>
              {newest.executions.map((execution) => {
                const state = execution.categories[category];
                return (
                  <td key={execution.runId} className="square-cell">
                    <Link to={`/runs/${execution.runId}`} className={classNames('square', state)} title={words[state]}>
                      <span className="sr-only">{words[state]}</span>
                    </Link>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <Differences reproduction={newest} />
    </Panel>
  );
}

function Verdict({ reproduction }: { reproduction: ReproductionView }) {
  if (reproduction.verdict === null) {
    const ended = reproduction.executions.filter((execution) => execution.ended).length;
    return (
      <div className="verdict-live">
        <div className="row">
          <StatusBadge status="running" label={text.reproduction.running} />
          <span className="mut">{text.reproduction.of(ended, reproduction.planned)}</span>
        </div>
        <Progress
          value={ended / Math.max(1, reproduction.planned)}
          active={ended < reproduction.planned ? 1 / reproduction.planned : 0}
          label={text.reproduction.title}
        />
      </div>
    );
  }
  return (
    <p className="verdict">
      <b className={verdictTone(reproduction.verdict)}>{text.reproduction.verdict[reproduction.verdict]}</b>{' '}
      <span className="mut">{verdictWords(reproduction)}</span>
    </p>
  );
}

function Differences({ reproduction }: { reproduction: ReproductionView }) {
  const [first, ...rest] = reproduction.differences;
  if (!first) return null;
  return (
    <div className="differences">
      <h3>{text.reproduction.firstDifference}</h3>
      <Difference difference={first} />
      {rest.length > 0 ? (
        <details>
          <summary>{text.reproduction.all}</summary>
          {rest.map((difference) => (
            <Difference
              key={`${difference.category} ${difference.name} ${difference.execution ?? ''}`}
              difference={difference}
            />
          ))}
        </details>
      ) : null}
    </div>
  );
}

function Difference({ difference }: { difference: ReproductionView['differences'][number] }) {
  return (
    <dl className="difference">
      <div>
        <dt>{text.reproduction.categories[difference.category]}</dt>
        <dd className="mono">{difference.name}</dd>
      </div>
      <div>
        <dt>{text.reproduction.original}</dt>
        <dd>
          <Side value={difference.original} />
        </dd>
      </div>
      <div>
        <dt>{text.reproduction.again}</dt>
        <dd>
          <Side value={difference.again} />
        </dd>
      </div>
    </dl>
  );
}

function Side({ value }: { value: string | null }) {
  if (value === null) return <span className="dim">–</span>;
  return value.length > 24 ? <CopyText value={value} head={10} tail={8} /> : <span className="mono">{value}</span>;
}
