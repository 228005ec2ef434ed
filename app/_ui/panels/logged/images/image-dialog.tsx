'use client';

import { ChevronLeft, ChevronRight, Download } from 'lucide-react';
import { useRef } from 'react';
import type { LoggedFile } from '#lib/artifacts/across-runs/schema.ts';
import { apiUrl } from '#lib/ui/api.ts';
import { LinkButton } from '#lib/ui/button.tsx';
import { Dialog } from '#lib/ui/dialog.tsx';
import { Slider } from '#lib/ui/field.tsx';
import { formatBytes, formatCount } from '#lib/ui/format.ts';
import { IconButton } from '#lib/ui/icon-button.tsx';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { text } from '#lib/ui/text/text.ts';
import { artifactPath } from '../../../run/artifact-path.ts';
import type { PanelRuns } from '../../panel-kind.ts';
import { loggedLabel } from '../logged-label.ts';
import { useDialogKeys } from '../use-dialog-keys.ts';
import { imageAlt, Picture } from './image-card.tsx';

/** One image as large as the window: arrows go through the runs, [ and ] through the steps. */
export function ImageDialog({
  items,
  runId,
  name,
  steps,
  at,
  onAt,
  onRun,
  onClose,
}: {
  items: readonly { run: PanelRuns['shown'][number]; file: LoggedFile }[];
  runId: string;
  name: string;
  steps: readonly number[];
  at: number;
  onAt: (at: number) => void;
  onRun: (runId: string) => void;
  onClose: () => void;
}) {
  const { project } = useNavigation();
  const place = Math.max(
    0,
    items.findIndex((item) => item.run.id === runId),
  );
  const toRun = (by: number) => {
    const next = items[(place + by + items.length) % items.length];
    if (next) onRun(next.run.id);
  };
  const toStep = (by: number) => onAt(Math.min(steps.length - 1, Math.max(0, at + by)));
  const stage = useRef<HTMLDivElement>(null);
  useDialogKeys(stage, (key) => {
    if (key === 'ArrowLeft') toRun(-1);
    else if (key === 'ArrowRight') toRun(1);
    else if (key === '[') toStep(-1);
    else if (key === ']') toStep(1);
    else return false;
    return true;
  });
  const item = items[place];
  return (
    <Dialog title={loggedLabel(name)} onClose={onClose} wide>
      <div className="image-stage" ref={stage}>
        {item ? <Picture file={item.file} path={item.file.path} alt={imageAlt(name, item.run, item.file)} /> : null}
      </div>
      <div className="image-tools">
        <IconButton icon={ChevronLeft} label={text.logged.images.before} keys="←" onClick={() => toRun(-1)} />
        <IconButton
          icon={ChevronRight}
          label={text.logged.images.after}
          keys="→"
          onClick={() => toRun(1)}
          data-first-focus
        />
        {item ? (
          <span className="run-mark" aria-live="polite">
            <i className="dot" style={{ background: item.run.color }} />
            <span className="clip">{item.run.name}</span>
            {item.file.step === null ? null : (
              <span className="dim num">{text.logged.atStep(formatCount(item.file.step))}</span>
            )}
          </span>
        ) : null}
        <span className="grow" />
        {steps.length > 1 ? (
          <Slider
            label={text.chart.step}
            min={0}
            max={steps.length - 1}
            step={1}
            value={at}
            shown={formatCount(steps[at] ?? 0)}
            onChange={onAt}
          />
        ) : null}
        {item ? (
          <LinkButton
            small
            icon={Download}
            download
            href={apiUrl(project, artifactPath(item.file.runId, item.file.path))}
          >
            {formatBytes(item.file.size)}
          </LinkButton>
        ) : null}
      </div>
    </Dialog>
  );
}
