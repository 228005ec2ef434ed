'use client';

import { Button } from '#lib/ui/button.tsx';
import { Input, Slider } from '#lib/ui/field.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useUrlState } from '#lib/ui/use-url-state.ts';

export interface ChartSettings {
  smoothing: number;
  log: boolean;
  x: 'step' | 'time';
  /** Regular expression over metric keys. */
  filter: string;
}

/** How the charts of a page are drawn, kept in its address. */
export function useChartSettings(): { settings: ChartSettings; change: (part: Partial<ChartSettings>) => void } {
  const [smoothing, setSmoothing] = useUrlState<string>('smooth', '0');
  const [scale, setScale] = useUrlState<string>('y', 'linear');
  const [x, setX] = useUrlState<string>('x', 'step');
  const [filter, setFilter] = useUrlState<string>('panels', '');
  const parsed = Number(smoothing);
  return {
    settings: {
      smoothing: parsed >= 0 && parsed < 1 ? parsed : 0,
      log: scale === 'log',
      x: x === 'time' ? 'time' : 'step',
      filter,
    },
    change(part) {
      if (part.smoothing !== undefined) setSmoothing(String(part.smoothing));
      if (part.log !== undefined) setScale(part.log ? 'log' : 'linear');
      if (part.x !== undefined) setX(part.x);
      if (part.filter !== undefined) setFilter(part.filter);
    },
  };
}

/** The one row of controls above a page's charts. */
export function ChartControls({
  settings,
  onChange,
  badPattern,
}: {
  settings: ChartSettings;
  onChange: (part: Partial<ChartSettings>) => void;
  badPattern: boolean;
}) {
  return (
    <>
      <Input
        hideLabel
        label={text.run.filterMetrics}
        placeholder={text.run.filterShort}
        type="search"
        value={settings.filter}
        error={badPattern ? text.run.badPattern : undefined}
        onChange={(event) => onChange({ filter: event.target.value })}
      />
      <span className="grow" />
      <Slider
        label={text.run.smoothing}
        value={settings.smoothing}
        max={0.99}
        onChange={(smoothing) => onChange({ smoothing })}
      />
      <Button
        look="ghost"
        aria-pressed={settings.x === 'time'}
        onClick={() => onChange({ x: settings.x === 'time' ? 'step' : 'time' })}
      >
        {`x: ${settings.x === 'time' ? text.run.xTime : text.run.xStep}`}
      </Button>
      <Button
        look="ghost"
        aria-pressed={settings.log}
        className={settings.log ? 'on' : undefined}
        onClick={() => onChange({ log: !settings.log })}
      >
        {text.run.logY}
      </Button>
    </>
  );
}
