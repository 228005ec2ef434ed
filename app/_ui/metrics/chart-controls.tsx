'use client';

import { useCallback, useMemo } from 'react';
import { Button } from '#lib/ui/button.tsx';
import { type Smoothing, type SmoothingKind, smoothingKinds } from '#lib/ui/chart/smooth.ts';
import { Input, Select, Slider } from '#lib/ui/field.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useUrlState } from '#lib/ui/use-url-state.ts';
import { axisText, type PanelAxis, readAxis, readStretch, type Stretch, stretchText } from './chart-question.ts';
import { type Band, bands, usualBand } from './group-curves.ts';

export interface ChartSettings {
  smoothing: Smoothing;
  log: boolean;
  logX: boolean;
  /** Outliers are cut off. */
  clip: boolean;
  axis: PanelAxis;
  /** The stretch of the axis that all panels show; without `onZoom` each panel holds its own. */
  zoom?: Stretch | undefined;
  onZoom?: (zoom: Stretch | undefined) => void;
  /** Around the lines of groups. */
  band?: Band;
  /** Regular expression over metric keys. */
  filter: string;
}

type Change = (part: Partial<Omit<ChartSettings, 'onZoom'>>) => void;

/** How the charts of a page are drawn, kept in its address. */
export function useChartSettings(): { settings: ChartSettings; change: Change } {
  const [weight, setWeight] = useUrlState<string>('smooth', '0');
  const [kind, setKind] = useUrlState<string>('by', 'ema');
  const [scale, setScale] = useUrlState<string>('y', 'linear');
  const [scaleX, setScaleX] = useUrlState<string>('xscale', 'linear');
  const [outliers, setOutliers] = useUrlState<string>('outliers', 'show');
  const [x, setX] = useUrlState<string>('x', 'step');
  const [stretch, setStretch] = useUrlState<string>('zoom', '');
  const [band, setBand] = useUrlState<string>('band', usualBand);
  const [filter, setFilter] = useUrlState<string>('panels', '');
  const onZoom = useCallback((zoom: Stretch | undefined) => setStretch(stretchText(zoom)), [setStretch]);
  const settings = useMemo((): ChartSettings => {
    const parsed = Number(weight);
    return {
      smoothing: {
        kind: smoothingKinds.includes(kind as SmoothingKind) ? (kind as SmoothingKind) : 'ema',
        weight: parsed >= 0 && parsed < 1 ? parsed : 0,
      },
      log: scale === 'log',
      logX: scaleX === 'log',
      clip: outliers === 'clip',
      axis: readAxis(x),
      zoom: readStretch(stretch),
      onZoom,
      band: bands.find((one) => one === band) ?? usualBand,
      filter,
    };
  }, [weight, kind, scale, scaleX, outliers, x, stretch, onZoom, band, filter]);
  return {
    settings,
    change(part) {
      if (part.smoothing) {
        setWeight(String(part.smoothing.weight));
        setKind(part.smoothing.kind);
      }
      if (part.log !== undefined) setScale(part.log ? 'log' : 'linear');
      if (part.logX !== undefined) setScaleX(part.logX ? 'log' : 'linear');
      if (part.clip !== undefined) setOutliers(part.clip ? 'clip' : 'show');
      if (part.axis !== undefined) {
        setX(axisText(part.axis));
        // A stretch of one axis says nothing on another.
        setStretch('');
      }
      if (part.band !== undefined) setBand(part.band);
      if (part.filter !== undefined) setFilter(part.filter);
    },
  };
}

/** The one row of controls above a page's charts. */
export function ChartControls({
  settings,
  onChange,
  keys,
  badPattern,
  grouped = false,
}: {
  settings: ChartSettings;
  onChange: Change;
  /** Metrics that can be an axis. */
  keys: readonly string[];
  badPattern: boolean;
  /** Lines are groups of runs, with a band around them. */
  grouped?: boolean;
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
      <ChartOptions settings={settings} onChange={onChange} keys={keys} grouped={grouped} />
    </>
  );
}

/** How charts are drawn: smoothing, band, axes, scales. */
export function ChartOptions({
  settings,
  onChange,
  keys,
  grouped,
}: {
  settings: ChartSettings;
  onChange: Change;
  keys: readonly string[];
  grouped: boolean;
}) {
  const { smoothing, axis } = settings;
  const axes = [
    { value: 'step', label: text.run.xStep },
    { value: 'time', label: text.run.xTime },
    { value: 'wall', label: text.run.xWall },
    ...keys.map((metric) => ({ value: axisText({ metric }), label: metric })),
  ];
  // An address may name a metric that these runs do not have.
  if (!axes.some((one) => one.value === axisText(axis))) axes.push({ value: axisText(axis), label: axisText(axis) });
  const toggle = (label: string, on: boolean, change: () => void) => (
    <Button look="ghost" aria-pressed={on} className={on ? 'on' : undefined} onClick={change}>
      {label}
    </Button>
  );
  return (
    <>
      <Slider
        label={text.run.smoothing}
        value={smoothing.weight}
        max={0.99}
        onChange={(weight) => onChange({ smoothing: { ...smoothing, weight } })}
      />
      {smoothing.weight > 0 ? (
        <Select
          hideLabel
          label={text.run.smoothingKind}
          value={smoothing.kind}
          options={smoothingKinds.map((kind) => ({ value: kind, label: text.run.smoothingKinds[kind] }))}
          onChange={(event) => onChange({ smoothing: { ...smoothing, kind: event.target.value as SmoothingKind } })}
        />
      ) : null}
      {grouped ? (
        <Select
          hideLabel
          label={text.groups.band}
          value={settings.band ?? usualBand}
          options={bands.map((band) => ({ value: band, label: text.groups.bands[band] }))}
          onChange={(event) => onChange({ band: event.target.value as Band })}
        />
      ) : null}
      <Select
        hideLabel
        label={text.run.xAxis}
        value={axisText(axis)}
        options={axes}
        onChange={(event) => onChange({ axis: readAxis(event.target.value) })}
      />
      {toggle(text.run.logX, settings.logX, () => onChange({ logX: !settings.logX }))}
      {toggle(text.run.logY, settings.log, () => onChange({ log: !settings.log }))}
      {toggle(text.run.clip, settings.clip, () => onChange({ clip: !settings.clip }))}
    </>
  );
}
