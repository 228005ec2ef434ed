'use client';

import { Waypoints } from 'lucide-react';
import { type NodeKind, nodeIcons } from '#app/_ui/lineage/node-view.ts';
import { lineagePath } from '#app/_ui/run/thing-path.ts';
import { EmptyState } from '#lib/ui/empty-state.tsx';
import { Link } from '#lib/ui/navigation.tsx';
import { Page, PageTitle } from '#lib/ui/page.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { text } from '#lib/ui/text/text.ts';
import { TimeAgo } from '#lib/ui/time-ago.tsx';
import '#app/_ui/lineage/lineage.css';
import type { Choice } from './load-choices.ts';

const groups = (): { kind: NodeKind; title: string }[] => [
  { kind: 'run', title: text.lineage.recentRuns },
  { kind: 'model', title: text.lineage.models },
  { kind: 'predictions', title: text.lineage.predictions },
  { kind: 'dataset', title: text.lineage.datasets },
];

/** Where to start: the newest runs, models, prediction sets and datasets. */
export function NodePicker({ choices }: { choices: Choice[] }) {
  return (
    <Page
      crumbs={[{ label: text.lineage.title }]}
      header={
        <PageTitle title={text.lineage.pickTitle}>
          <p className="mut">{text.lineage.pickLead}</p>
        </PageTitle>
      }
    >
      {choices.length === 0 ? (
        <EmptyState icon={Waypoints} title={text.lineage.nothingToPick} />
      ) : (
        <div className="halves">
          {groups().map((group) => (
            <Group
              key={group.kind}
              title={group.title}
              choices={choices.filter((choice) => choice.kind === group.kind)}
            />
          ))}
        </div>
      )}
    </Page>
  );
}

function Group({ title, choices }: { title: string; choices: Choice[] }) {
  if (choices.length === 0) return null;
  return (
    <Panel title={title} flush>
      <ul className="lineage-choices">
        {choices.map((choice) => {
          const Icon = nodeIcons[choice.kind];
          return (
            <li key={choice.node}>
              <Link to={lineagePath(choice.node)} className="lineage-choice">
                <Icon size={14} aria-hidden />
                <span className="clip">
                  {choice.number === null ? choice.name : text.lineage.version(choice.name, choice.number)}
                </span>
                <span className="dim clip">{choice.detail}</span>
                <span className="grow" />
                <span className="dim small">
                  <TimeAgo time={choice.at} />
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
