'use client';

import { useState } from 'react';
import { LinkButton } from '#lib/ui/button.tsx';
import { CopyBlock } from '#lib/ui/copy-button.tsx';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { Tabs } from '#lib/ui/tabs.tsx';
import { text } from '#lib/ui/text/text.ts';
import { apiCommands, mlflowCommands } from './way-commands.ts';

const words = text.home;
const items = [
  { id: 'mlflow', label: words.mlflow.tab },
  { id: 'dashboard', label: words.dashboard.tab },
  { id: 'api', label: words.api.tab },
];

/** How to begin in an empty project, with commands that work when pasted: host and project are filled in. */
export function WaysIn({ origin, withToken }: { origin: string; withToken: boolean }) {
  const { project } = useNavigation();
  const [active, setActive] = useState('mlflow');
  const base = project === 'default' ? origin : `${origin}/p/${project}`;
  return (
    <Panel title={words.emptyTitle} flush className="ways">
      <p className="mut ways-lead">{words.emptyLead}</p>
      <Tabs label={words.emptyTitle} items={items} active={active} onChange={setActive}>
        <div className="stack">
          {active === 'mlflow' ? (
            <>
              <p>{words.mlflow.lead}</p>
              <CopyBlock label={words.mlflow.tab} code={mlflowCommands({ base, withToken })} />
              <p className="mut small">{words.mlflow.note}</p>
            </>
          ) : active === 'dashboard' ? (
            <>
              <p>{words.dashboard.lead}</p>
              <div className="row">
                <LinkButton to="/datasets" look="primary">
                  {words.dashboard.action}
                </LinkButton>
              </div>
            </>
          ) : (
            <>
              <p>{words.api.lead}</p>
              <CopyBlock label={words.api.tab} code={apiCommands({ base, withToken })} />
              <div className="row">
                <a className="btn" href="/api/v1/docs">
                  {words.api.reference}
                </a>
              </div>
            </>
          )}
          {withToken && active !== 'dashboard' ? <p className="mut small">{words.tokenNote}</p> : null}
        </div>
      </Tabs>
    </Panel>
  );
}
