'use client';

import type { ReactNode } from 'react';
import { cellText } from '#app/_ui/dataset/cell.tsx';
import type { VersionDetail } from '#lib/datasets/schema.ts';
import { CopyText } from '#lib/ui/copy-button.tsx';
import { KeyValue } from '#lib/ui/key-value.tsx';
import { Link } from '#lib/ui/navigation.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { text } from '#lib/ui/text/text.ts';
import { DateTime } from '#lib/ui/time-ago.tsx';
import { sourceWords } from '../../../_parts/source-words.ts';

type VersionLink = VersionDetail['children'][number];

function LinkTo({ link }: { link: VersionLink }) {
  return (
    <Link to={`/datasets/${encodeURIComponent(link.dataset)}/${link.number}`} className="link">
      {text.datasets.short(link.dataset, link.number)}
    </Link>
  );
}

/** Where a version came from, and what was made of it. */
export function About({ version }: { version: VersionDetail }) {
  const { source } = version;
  const part = (key: string): ReactNode | undefined => {
    const value = source[key];
    if (value === undefined || value === null) return undefined;
    return <span className="mono">{Array.isArray(value) ? value.map(cellText).join(', ') : cellText(value)}</span>;
  };
  return (
    <div className="cols">
      <Panel title={text.datasets.about.origin}>
        <KeyValue
          rows={[
            [text.datasets.from, sourceWords(version)],
            [text.datasets.about.parent, version.parent ? <LinkTo key="parent" link={version.parent} /> : undefined],
            [text.datasets.about.where, part('where')],
            [text.datasets.about.exclude, part('exclude')],
            [text.datasets.columns, part('include')],
            [text.datasets.about.file, part('file')],
            [
              text.datasets.about.sha256,
              typeof source.sha256 === 'string' ? (
                <CopyText key="sha256" value={source.sha256} head={12} tail={8} />
              ) : undefined,
            ],
            [text.datasets.about.origin2, part('origin')],
            [text.datasets.created, <DateTime key="created" time={version.createdAt} />],
            [
              text.datasets.run,
              version.runId ? (
                <Link key="run" to={`/runs/${version.runId}`} className="link mono">
                  {version.runId}
                </Link>
              ) : undefined,
            ],
            [
              text.datasets.recipe,
              version.recipeDigest ? (
                <CopyText key="recipe" value={version.recipeDigest} head={12} tail={8} />
              ) : undefined,
            ],
            [text.datasets.digest, <CopyText key="digest" value={version.digest} head={12} tail={8} />],
          ]}
        />
      </Panel>
      <Panel title={text.datasets.about.children}>
        {version.children.length === 0 ? (
          <span className="mut">{text.datasets.about.noChildren}</span>
        ) : (
          <ul className="stack">
            {version.children.map((child) => (
              <li key={child.id}>
                <LinkTo link={child} />
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </div>
  );
}
