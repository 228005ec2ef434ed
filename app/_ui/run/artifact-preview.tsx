'use client';

import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import type { ArtifactAnswer } from '#lib/artifacts/schema.ts';
import { apiSend, apiUrl } from '#lib/ui/api.ts';
import { LinkButton } from '#lib/ui/button.tsx';
import { Chip } from '#lib/ui/chip.tsx';
import { CopyText } from '#lib/ui/copy-button.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { formatBytes } from '#lib/ui/format.ts';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { Bytes } from '#lib/ui/numbers.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { text } from '#lib/ui/text/text.ts';
import { artifactPath } from './artifact-path.ts';
import { previewKind } from './preview-kind.ts';

const textLimit = 256 * 1024;
const imageLimit = 8 * 1024 * 1024;

/** One file: what it is, a look inside where that is safe and small enough, download. */
export function ArtifactPreview({ runId, file }: { runId: string; file: ArtifactAnswer }) {
  const { project } = useNavigation();
  const href = apiUrl(project, artifactPath(runId, file.path));
  return (
    <Panel
      flush
      title={<span className="mono">{file.path}</span>}
      actions={
        <LinkButton href={href} small icon={Download} download>
          {text.run.artifact.download}
        </LinkButton>
      }
    >
      <div className="artifact-facts">
        <Bytes value={file.size} />
        <span className="dim">{file.mime}</span>
        <CopyText value={file.digest} head={10} tail={6} />
        {file.deterministic ? (
          <Chip tone="ok" title={text.run.artifact.deterministicHint}>
            {text.run.artifact.deterministic}
          </Chip>
        ) : null}
      </div>
      <Inside runId={runId} file={file} href={href} />
    </Panel>
  );
}

function Inside({ runId, file, href }: { runId: string; file: ArtifactAnswer; href: string }) {
  const kind = previewKind(file.mime);
  if (kind === 'none') return <p className="artifact-note mut">{text.run.artifact.binary}</p>;
  if (kind === 'image') {
    if (file.size > imageLimit)
      return <p className="artifact-note mut">{text.run.artifact.tooLarge(formatBytes(file.size))}</p>;
    return (
      <div className="artifact-image">
        {/* biome-ignore lint/performance/noImgElement: a user's own bytes from the API, nothing a build could optimise */}
        <img src={href} alt={file.path} />
      </div>
    );
  }
  return <TextInside runId={runId} file={file} pretty={kind === 'json'} />;
}

function TextInside({ runId, file, pretty }: { runId: string; file: ArtifactAnswer; pretty: boolean }) {
  const { project } = useNavigation();
  const cut = file.size > textLimit;
  const content = useQuery({
    // By digest: the same bytes need not be fetched again, and a rewritten file is not shown from memory.
    queryKey: ['artifact-text', file.digest],
    staleTime: Number.POSITIVE_INFINITY,
    enabled: file.size > 0,
    queryFn: async ({ signal }) => {
      const answer = await apiSend(project, artifactPath(runId, file.path), {
        signal,
        headers: { accept: '*/*', ...(cut ? { range: `bytes=0-${textLimit - 1}` } : {}) },
      });
      return await answer.text();
    },
  });
  if (content.isError) return <ErrorState error={content.error} onRetry={() => void content.refetch()} />;
  if (content.data === undefined && file.size > 0)
    return (
      <div className="artifact-note">
        <Skeleton lines={6} />
      </div>
    );
  return (
    <>
      {cut ? <p className="artifact-note dim small">{text.run.artifact.cut(formatBytes(textLimit))}</p> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section className="artifact-text" tabIndex={0} aria-label={text.run.artifact.preview}>
        <pre>{pretty && !cut ? indented(content.data ?? '') : (content.data ?? '')}</pre>
      </section>
    </>
  );
}

function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
