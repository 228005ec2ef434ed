'use client';

import { useMemo, useState } from 'react';
import { Select } from '#lib/ui/field.tsx';
import { text } from '#lib/ui/text/text.ts';
import type { PanelRuns, PanelViewProps } from '../../panel-kind.ts';
import { LoggedStates } from '../logged-states.tsx';
import { NamePicker } from '../name-picker.tsx';
import { imagesPython } from '../python.ts';
import { StepSlider, stepIndex, usePanelKeys } from '../step-slider.tsx';
import { type Logged, type LookedFor, useLogged } from '../use-logged.ts';
import { ImageCard } from './image-card.tsx';
import { ImageDialog } from './image-dialog.tsx';
import { filesAt, stepsOf } from './images-at.ts';
import { type ImagesSettings, imageSizes } from './images-kind.ts';
import './images.css';

// Only what a browser draws and never runs.
const images: LookedFor = {
  prefix: '',
  endings: ['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif'],
  first: (name) => name.startsWith('images/'),
};

/** The images of one name, a card for each run, at one step. */
export default function ImagesView(props: PanelViewProps<ImagesSettings>) {
  const logged = useLogged(props.runs.shown, images, props.settings.name);
  return (
    <LoggedStates runs={props.runs} logged={logged} lead={text.logged.images.none} python={imagesPython}>
      {(name) => <Gallery {...props} logged={logged} name={name} />}
    </LoggedStates>
  );
}

function Gallery({
  runs,
  settings,
  height,
  onSettings,
  logged,
  name,
}: PanelViewProps<ImagesSettings> & { logged: Logged; name: string }) {
  const { files } = logged;
  const steps = useMemo(() => stepsOf(files), [files]);
  const at = stepIndex(steps, settings.step);
  const shown = useMemo(() => filesAt(files, steps[at] ?? 0), [files, steps, at]);
  const { keys, around } = usePanelKeys();
  const [opened, setOpened] = useState<string>();
  // The last step is kept as such: it goes on with the runs.
  const onAt = (next: number) =>
    onSettings({ ...settings, step: next === steps.length - 1 ? null : (steps[next] ?? null) });
  const withFile = runs.shown.flatMap((run) => {
    const file = shown.get(run.id);
    return file ? [{ run, file }] : [];
  });
  const slider = <StepSlider steps={steps} at={at} onAt={onAt} keys={keys} />;
  return (
    <div className="logged" style={{ height }} {...around}>
      <div className="logged-bar">
        <NamePicker logged={logged} onName={(next) => onSettings({ ...settings, name: next, step: null })} />
        {slider}
        <span className="grow" />
        <span className="dim small">{footer(runs, withFile.length, logged)}</span>
        <Select
          hideLabel
          label={text.logged.images.size}
          value={settings.size}
          options={imageSizes.map((size) => ({ value: size, label: text.logged.images.sizes[size] }))}
          onChange={(event) => onSettings({ ...settings, size: event.target.value as ImagesSettings['size'] })}
        />
      </div>
      <ul className={`image-grid ${settings.size}`} aria-label={text.logged.images.gallery}>
        {withFile.map(({ run, file }) => (
          <ImageCard key={run.id} run={run} file={file} name={name} runs={runs} onOpen={() => setOpened(run.id)} />
        ))}
      </ul>
      {opened === undefined ? null : (
        <ImageDialog
          items={withFile}
          runId={opened}
          name={name}
          steps={steps}
          at={at}
          onAt={onAt}
          onRun={setOpened}
          onClose={() => setOpened(undefined)}
        />
      )}
    </div>
  );
}

function footer(runs: PanelRuns, count: number, { cut }: Logged): string {
  const parts = [text.logged.ofRuns(count, runs.shown.length), ...(cut ? [text.logged.cut] : [])];
  return parts.join(' · ');
}
