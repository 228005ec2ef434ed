import { loggedDatasetPath } from '#app/_ui/run/thing-path.ts';
import type { RunDetail } from '#lib/runs/schema.ts';
import { Chip } from '#lib/ui/chip.tsx';
import { CopyText } from '#lib/ui/copy-button.tsx';
import { Link } from '#lib/ui/navigation.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { text } from '#lib/ui/text/text.ts';

/** Datasets and models as the client of a run described them. */
export function LoggedPanel({ logged }: { logged: RunDetail['logged'] }) {
  const { datasets, models } = logged;
  if (datasets.length === 0 && models.length === 0) return null;
  return (
    <Panel title={text.run.logged} hint={datasets.length + models.length}>
      <ul className="logged">
        {datasets.map((dataset) => (
          <li key={dataset.id}>
            <Link className="link clip" to={loggedDatasetPath(dataset.id)} title={dataset.name}>
              {dataset.name}
            </Link>
            {dataset.context ? <Chip>{dataset.context}</Chip> : null}
            <span className="mut small clip" title={dataset.source}>
              {dataset.sourceType}
            </span>
            <CopyText value={dataset.digest} />
          </li>
        ))}
        {models.map((model) => (
          <li key={`${model.id} ${model.direction}`}>
            <Link className="link clip" to={`/logged-models/${model.id}`}>
              {model.name}
            </Link>
            <Chip>{model.direction === 'input' ? text.run.loggedInput : text.run.loggedOutput}</Chip>
            {model.status === 'READY' ? null : <Chip tone="warn">{model.status}</Chip>}
            <CopyText value={model.id} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
