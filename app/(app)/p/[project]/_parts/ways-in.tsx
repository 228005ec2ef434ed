'use client';

import { useState } from 'react';
import { LinkButton } from '#lib/ui/button.tsx';
import { CopyBlock } from '#lib/ui/copy-button.tsx';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { Tabs } from '#lib/ui/tabs.tsx';
import { text } from '#lib/ui/text/text.ts';
import { apiCommands, mlflowCommands } from './way-commands.ts';

const items = () => [
  { id: 'mlflow', label: text.home.mlflow.tab },
  { id: 'dashboard', label: text.home.dashboard.tab },
  { id: 'api', label: text.home.api.tab },
];

/** How to begin in an empty project, with commands that work when pasted: host and project are filled in. */
export function WaysIn({ origin, withToken }: { origin: string; withToken: boolean }) {
  const { project } = useNavigation();
  const [active, setActive] = useState('mlflow');
  const base = project === 'default' ? origin : `${origin}/p/${project}`;
  return (
    <Panel title={text.home.emptyTitle} flush className="ways">
      <p className="mut ways-lead">{text.home.emptyLead}</p>
      <Tabs label={text.home.emptyTitle} items={items()} active={active} onChange={setActive}>
        <div className="stack">
          {active === 'mlflow' ? (
            <>
              <p>{text.home.mlflow.lead}</p>
              <CopyBlock label={text.home.mlflow.tab} code={mlflowCommands({ base, withToken })} />
              <p className="mut small">{text.home.mlflow.note}</p>
            </>
          ) : active === 'dashboard' ? (
            <>
              <p>{text.home.dashboard.lead}</p>
              <div className="row">
                <LinkButton to="/datasets" look="primary">
                  {text.home.dashboard.action}
                </LinkButton>
              </div>
            </>
          ) : (
            <>
              <p>{text.home.api.lead}</p>
              <CopyBlock label={text.home.api.tab} code={apiCommands({ base, withToken })} />
              <div className="row">
                <a className="btn" href="/api/v1/docs">
                  {text.home.api.reference}
                </a>
              </div>
            </>
          )}
          {withToken && active !== 'dashboard' ? <p className="mut small">{text.home.tokenNote}</p> : null}
        </div>
      </Tabs>
    </Panel>
  );
}
