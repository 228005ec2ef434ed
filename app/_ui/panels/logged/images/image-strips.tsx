'use client';

import type { LoggedFile } from '#lib/artifacts/across-runs/schema.ts';
import { formatCount } from '#lib/ui/format.ts';
import { text } from '#lib/ui/text/text.ts';
import type { PanelRuns } from '../../panel-kind.ts';
import { RunMark } from '../run-mark.tsx';
import { imageAlt, Picture } from './image-card.tsx';
import { filesAt } from './images-at.ts';

/** More are many hundred images. */
const mostRows = 60;

/** The images of runs as rows over some of their steps: how they came to be. */
export function ImageStrips({
  runs,
  files,
  steps,
  marked,
  name,
  size,
  onOpen,
}: {
  runs: PanelRuns;
  files: readonly LoggedFile[];
  /** The columns. */
  steps: readonly number[];
  marked: number | undefined;
  name: string;
  size: string;
  onOpen: (runId: string, step: number) => void;
}) {
  const columns = steps.map((step) => ({ step, shown: filesAt(files, step) }));
  const withFile = new Set(files.map((file) => file.runId));
  const rows = runs.shown.filter((run) => withFile.has(run.id)).slice(0, mostRows);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section className={`image-strips ${size}`} tabIndex={0} aria-label={text.logged.images.gallery}>
      <table aria-label={text.logged.images.gallery}>
        <thead>
          <tr>
            <th scope="col">{text.logged.run}</th>
            {steps.map((step) => (
              <th key={step} scope="col" className={step === marked ? 'num strong' : 'num'}>
                {text.logged.atStep(formatCount(step))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((run) => (
            <tr key={run.id}>
              <th scope="row">
                <RunMark run={run} runs={runs} />
              </th>
              {columns.map(({ step, shown }) => {
                const file = shown.get(run.id);
                return (
                  <td key={step}>
                    {file ? (
                      <button
                        type="button"
                        className="image-face"
                        aria-label={text.logged.images.enlarge(run.name)}
                        onClick={() => onOpen(run.id, step)}
                      >
                        <Picture file={file} path={file.small ?? file.path} alt={imageAlt(name, run, file)} />
                      </button>
                    ) : null}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {withFile.size > mostRows ? <p className="dim small">{text.logged.firstRuns(mostRows, withFile.size)}</p> : null}
    </section>
  );
}
