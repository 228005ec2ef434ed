'use client';

import { Download } from 'lucide-react';
import { useState } from 'react';
import type { LoggedFile } from '#lib/artifacts/across-runs/schema.ts';
import { apiUrl } from '#lib/ui/api.ts';
import { LinkButton } from '#lib/ui/button.tsx';
import { formatCount } from '#lib/ui/format.ts';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { text } from '#lib/ui/text/text.ts';
import { artifactPath } from '../../../run/artifact-path.ts';
import { useHighlighted } from '../../highlight.ts';
import type { PanelRuns } from '../../panel-kind.ts';
import { loggedLabel } from '../logged-label.ts';
import { RunMark } from '../run-mark.tsx';

type ShownRun = PanelRuns['shown'][number];

/** The image of one run, small; opened large by a click. */
export function ImageCard({
  run,
  file,
  name,
  runs,
  onOpen,
}: {
  run: ShownRun;
  file: LoggedFile;
  name: string;
  runs: PanelRuns;
  onOpen: () => void;
}) {
  const { project } = useNavigation();
  const highlighted = useHighlighted();
  return (
    <li className={run.id === highlighted ? 'image-card hot' : 'image-card'}>
      <button type="button" className="image-face" aria-label={text.logged.images.enlarge(run.name)} onClick={onOpen}>
        <Picture file={file} path={file.small ?? file.path} alt={imageAlt(name, run, file)} />
      </button>
      <div className="image-caption">
        <RunMark run={run} runs={runs} />
        <span className="grow" />
        {file.step === null ? null : <span className="dim num">{formatCount(file.step)}</span>}
        <LinkButton
          small
          look="ghost"
          icon={Download}
          download
          href={apiUrl(project, artifactPath(file.runId, file.path))}
          aria-label={text.logged.images.save(run.name)}
        />
      </div>
    </li>
  );
}

/** What an image is, in words: its name, run and step. */
export function imageAlt(name: string, run: ShownRun, { step }: LoggedFile): string {
  return text.logged.images.alt(loggedLabel(name), run.name, step === null ? undefined : formatCount(step));
}

/** The bytes as an image, or a word in their place where they are none. */
export function Picture({ file, path, alt }: { file: LoggedFile; path: string; alt: string }) {
  const { project } = useNavigation();
  const [broken, setBroken] = useState<string>();
  const source = apiUrl(project, artifactPath(file.runId, path));
  if (broken === source) return <span className="image-broken dim small">{text.logged.images.broken}</span>;
  return (
    // biome-ignore lint/performance/noImgElement: a user's own bytes from the API, nothing a build could optimise
    <img src={source} alt={alt} loading="lazy" decoding="async" onError={() => setBroken(source)} />
  );
}
