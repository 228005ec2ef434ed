'use client';

import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { Button } from '#lib/ui/button.tsx';
import { Checkbox, Select } from '#lib/ui/field.tsx';
import { IconButton } from '#lib/ui/icon-button.tsx';
import { text } from '#lib/ui/text/text.ts';
import type { PanelFormProps } from '../../panel-kind.ts';
import { columnName } from '../columns/column-name.ts';
import { ColumnSearch, ColumnSelect } from '../columns/column-select.tsx';
import { useColumnChoices } from '../columns/use-column-choices.ts';
import { type ScaleWish, scaleWishes } from '../scale/scale.ts';
import { mostAxes, ownColor, type ParallelSettings } from './parallel-kind.ts';

/** The axes of parallel coordinates, and their colour. */
export default function ParallelForm({ runs, settings, onChange }: PanelFormProps<ParallelSettings>) {
  const choices = useColumnChoices(runs);
  const words = text.runPanels;
  const { axes } = settings;
  const change = (part: Partial<ParallelSettings>) => onChange({ ...settings, ...part });
  const without = (list: string[], name: string) => list.filter((one) => one !== name);
  const wish = (name: string, scale: ScaleWish) =>
    change({
      log: scale === 'log' ? [...without(settings.log, name), name] : without(settings.log, name),
      linear: scale === 'linear' ? [...without(settings.linear, name), name] : without(settings.linear, name),
    });
  const move = (index: number, by: number) => {
    const next = [...axes];
    next.splice(index + by, 0, ...next.splice(index, 1));
    change({ axes: next });
  };
  return (
    <div className="stack">
      <ColumnSearch choices={choices} />
      {axes.length === 0 ? <p className="mut">{words.parallel.chosenAxes}</p> : null}
      {axes.map((name, index) => {
        const label = columnName(name, choices.directionOf);
        return (
          <div key={name} className="run-form-row">
            <span className="clip grow">{label}</span>
            <Select
              label={words.parallel.scaleOf(label)}
              hideLabel
              value={settings.log.includes(name) ? 'log' : settings.linear.includes(name) ? 'linear' : 'auto'}
              options={scaleWishes.map((value) => ({ value, label: words.scale[value] }))}
              onChange={(event) => wish(name, event.target.value as ScaleWish)}
            />
            <IconButton
              icon={ArrowUp}
              label={words.parallel.earlier(label)}
              disabled={index === 0}
              onClick={() => move(index, -1)}
            />
            <IconButton
              icon={ArrowDown}
              label={words.parallel.later(label)}
              disabled={index === axes.length - 1}
              onClick={() => move(index, 1)}
            />
            <IconButton
              icon={Trash2}
              label={words.parallel.remove(label)}
              onClick={() => change({ axes: without(axes, name) })}
            />
          </div>
        );
      })}
      <ColumnSelect
        label={words.parallel.add}
        value=""
        none={words.parallel.pick}
        choices={choices}
        onChange={(name) => {
          if (name !== '' && !axes.includes(name) && axes.length < mostAxes) change({ axes: [...axes, name] });
        }}
      />
      {axes.length > 0 ? (
        <Button icon={Plus} onClick={() => change({ axes: [] })}>
          {words.parallel.usual}
        </Button>
      ) : null}
      <ColumnSelect
        label={words.color}
        value={settings.color === ownColor ? '' : settings.color}
        none={settings.color === ownColor ? words.ownColors : words.byItself}
        choices={choices}
        onChange={(color) => change({ color })}
      />
      <Checkbox
        label={words.ownColors}
        checked={settings.color === ownColor}
        onChange={(event) => change({ color: event.target.checked ? ownColor : '' })}
      />
      <Checkbox
        label={words.shownOnly}
        checked={settings.shownOnly}
        onChange={(event) => change({ shownOnly: event.target.checked })}
      />
    </div>
  );
}
