'use client';

import { Checkbox, Select } from '#lib/ui/field.tsx';
import { text } from '#lib/ui/text/text.ts';
import type { PanelFormProps } from '../../panel-kind.ts';
import { ColumnSearch, ColumnSelect } from '../columns/column-select.tsx';
import { useColumnChoices } from '../columns/use-column-choices.ts';
import { type ScaleWish, scaleWishes } from '../scale/scale.ts';
import { type Goal, goals, type ScatterSettings } from './scatter-kind.ts';

/** What the points of a scatter plot stand for. */
export default function ScatterForm({ runs, settings, onChange }: PanelFormProps<ScatterSettings>) {
  const choices = useColumnChoices(runs);
  const words = text.runPanels;
  const change = (part: Partial<ScatterSettings>) => onChange({ ...settings, ...part });
  const scales = scaleWishes.map((value) => ({ value, label: words.scale[value] }));
  const ways = goals.map((value) => ({ value, label: words.goal[value] }));
  return (
    <div className="stack">
      <ColumnSearch choices={choices} />
      {(['x', 'y'] as const).map((axis) => (
        <div key={axis} className="run-form-row">
          <ColumnSelect
            label={words.axis[axis]}
            value={settings[axis]}
            none={words.byItself}
            choices={choices}
            onChange={(name) => change({ [axis]: name })}
          />
          <Select
            label={words.scaleOf[axis]}
            value={settings[`${axis}Scale`]}
            options={scales}
            onChange={(event) => change({ [`${axis}Scale`]: event.target.value as ScaleWish })}
          />
          <Select
            label={words.better[axis]}
            value={settings[`${axis}Goal`]}
            options={ways}
            onChange={(event) => change({ [`${axis}Goal`]: event.target.value as Goal })}
          />
        </div>
      ))}
      <div className="run-form-row">
        <ColumnSelect
          label={words.color}
          value={settings.color}
          none={words.ownColors}
          choices={choices}
          onChange={(color) => change({ color })}
        />
        <ColumnSelect
          label={words.size}
          value={settings.size}
          none={words.oneSize}
          choices={choices}
          onChange={(size) => change({ size })}
        />
      </div>
      <Checkbox
        label={words.scatter.line}
        checked={settings.line}
        onChange={(event) => change({ line: event.target.checked })}
      />
      <Checkbox
        label={words.scatter.front}
        checked={settings.front}
        onChange={(event) => change({ front: event.target.checked })}
      />
      <Checkbox
        label={words.shownOnly}
        checked={settings.shownOnly}
        onChange={(event) => change({ shownOnly: event.target.checked })}
      />
    </div>
  );
}
