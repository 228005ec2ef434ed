'use client';

import { useMemo, useState } from 'react';
import { Select } from '#lib/ui/field.tsx';
import { text } from '#lib/ui/text/text.ts';
import type { PanelViewProps } from '../../panel-kind.ts';
import { loggedNote } from '../logged-note.ts';
import { LoggedStates } from '../logged-states.tsx';
import { NamePicker } from '../name-picker.tsx';
import { imagesPython } from '../python.ts';
import { StepSlider, stepIndex, usePanelKeys } from '../step-slider.tsx';
import { thinned } from '../thinned.ts';
import { type Logged, type LookedFor, useLogged } from '../use-logged.ts';
import { ImageCard } from './image-card.tsx';
import { ImageDialog } from './image-dialog.tsx';
import { ImageStrips } from './image-strips.tsx';
import { filesAt, stepsOf } from './images-at.ts';
import { type ImagesSettings, imageLooks, imageSizes } from './images-kind.ts';
import './images.css';

// Only what a browser draws and never runs.
const images: LookedFor = {
  prefix: '',
  endings: ['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif'],
  first: (name) => name.startsWith('images/'),
};

/** Beside each other in a row of steps. */
const mostColumns = 12;

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
  const empty = withFile.length === 0 ? loggedNote(logged, false, text.logged.images.later) : undefined;
  const strips = settings.look === 'steps' && steps.length > 1;
  const chosen = steps[at] ?? 0;
  return (
    <div className="logged" style={{ height }} {...around}>
      <div className="logged-bar">
        <NamePicker logged={logged} onName={(next) => onSettings({ ...settings, name: next, step: null })} />
        {strips ? null : <StepSlider steps={steps} at={at} onAt={onAt} keys={keys} />}
        <span className="grow" />
        <span className="dim small">{text.logged.ofRuns(withFile.length, runs.shown.length)}</span>
        {steps.length > 1 ? (
          <Select
            hideLabel
            label={text.logged.look}
            value={settings.look}
            options={imageLooks.map((look) => ({ value: look, label: text.logged.images.looks[look] }))}
            onChange={(event) => onSettings({ ...settings, look: event.target.value as ImagesSettings['look'] })}
          />
        ) : null}
        <Select
          hideLabel
          label={text.logged.images.size}
          value={settings.size}
          options={imageSizes.map((size) => ({ value: size, label: text.logged.images.sizes[size] }))}
          onChange={(event) => onSettings({ ...settings, size: event.target.value as ImagesSettings['size'] })}
        />
      </div>
      {empty === undefined ? null : <p className="logged-note dim">{empty}</p>}
      {strips ? (
        <ImageStrips
          runs={runs}
          files={files}
          steps={withChosen(thinned(steps, mostColumns), chosen)}
          marked={chosen}
          name={name}
          size={settings.size}
          onOpen={(runId, step) => {
            onAt(steps.indexOf(step));
            setOpened(runId);
          }}
        />
      ) : (
        <ul className={`image-grid ${settings.size}`} aria-label={text.logged.images.gallery}>
          {withFile.map(({ run, file }) => (
            <ImageCard key={run.id} run={run} file={file} name={name} runs={runs} onOpen={() => setOpened(run.id)} />
          ))}
        </ul>
      )}
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

/** The step that was chosen is among the columns. */
function withChosen(steps: readonly number[], chosen: number): readonly number[] {
  return steps.includes(chosen) ? steps : [...steps, chosen].sort((a, b) => a - b);
}
