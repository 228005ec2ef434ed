'use client';

import { Checkbox } from '#lib/ui/field.tsx';
import { text } from '#lib/ui/text/text.ts';
import type { PanelFormProps } from '../../panel-kind.ts';
import { columnName } from '../columns/column-name.ts';
import { ColumnSearch, ColumnSelect } from '../columns/column-select.tsx';
import { useColumnChoices } from '../columns/use-column-choices.ts';
import { useUsualColumns } from '../columns/use-usual-columns.ts';
import type { ImportanceSettings } from './importance-kind.ts';

/** Which metric is explained, and by which params. */
export default function ImportanceForm({ runs, settings, onChange }: PanelFormProps<ImportanceSettings>) {
  const { usual } = useUsualColumns(runs);
  const all = useColumnChoices(runs, usual?.directionOf);
  const words = text.runPanels;
  const { metric, without } = settings;
  const choices = { ...all, groups: all.groups.filter((group) => group.label === text.runs.keyKinds.metric) };
  return (
    <div className="stack">
      <ColumnSearch choices={choices} />
      <ColumnSelect
        label={words.importance.metric}
        value={metric}
        none={words.byItself}
        choices={choices}
        onChange={(name) => onChange({ ...settings, metric: name })}
      />
      <fieldset className="run-form-params">
        <legend>{words.importance.params}</legend>
        {usual?.params.map((name) => (
          <Checkbox
            key={name}
            label={columnName(name, usual.directionOf)}
            checked={!without.includes(name)}
            onChange={(event) =>
              onChange({
                ...settings,
                without: event.target.checked ? without.filter((one) => one !== name) : [...without, name],
              })
            }
          />
        ))}
      </fieldset>
      <Checkbox
        label={words.shownOnly}
        checked={settings.shownOnly}
        onChange={(event) => onChange({ ...settings, shownOnly: event.target.checked })}
      />
    </div>
  );
}
