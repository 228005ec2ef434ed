'use client';

import { Code, Download, Ellipsis, Link2, Type } from 'lucide-react';
import type { ArtifactAnswer } from '#lib/artifacts/schema.ts';
import { apiUrl } from '#lib/ui/api.ts';
import { LinkButton } from '#lib/ui/button.tsx';
import { Chip } from '#lib/ui/chip.tsx';
import { CopyText } from '#lib/ui/copy-button.tsx';
import { Menu } from '#lib/ui/menu.tsx';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { Bytes } from '#lib/ui/numbers.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { text } from '#lib/ui/text/text.ts';
import { TimeAgo } from '#lib/ui/time-ago.tsx';
import { useCopyToast } from '#lib/ui/use-copy-toast.ts';
import { ArtifactInside } from './artifact-inside.tsx';
import { type FileHome, filePath } from './file-home.ts';
import { pythonOfFile } from './python-of-run.ts';

/** One file: what it is, a look inside where that is safe and small enough, what can be done with it. */
export function ArtifactPreview({ home, file }: { home: FileHome; file: ArtifactAnswer }) {
  const { project } = useNavigation();
  const copy = useCopyToast();
  const href = apiUrl(project, filePath(home, file.path));
  const python = () => copy(pythonOfFile({ origin: window.location.origin, project, home, path: file.path }));
  return (
    <Panel
      flush
      title={
        <bdi className="mono" title={file.path}>
          {file.path}
        </bdi>
      }
      actions={
        <>
          <LinkButton href={href} small icon={Download} download>
            {text.run.artifact.download}
          </LinkButton>
          <Menu
            icon={Ellipsis}
            label={text.runPage.fileMenu}
            items={[
              { id: 'path', icon: Type, label: text.runPage.copyPath, run: () => copy(file.path) },
              { id: 'python', icon: Code, label: text.runPage.copyFilePython, run: python },
              { id: 'link', icon: Link2, label: text.runPage.copyLink, run: () => copy(window.location.href) },
            ]}
          />
        </>
      }
    >
      <div className="artifact-facts">
        <Bytes value={file.size} />
        <span className="dim">{file.mime}</span>
        <CopyText value={file.digest} head={10} tail={6} />
        <span className="dim">
          <TimeAgo time={file.createdAt} />
        </span>
        {file.deterministic ? (
          <Chip tone="ok" title={text.run.artifact.deterministicHint}>
            {text.run.artifact.deterministic}
          </Chip>
        ) : null}
      </div>
      <ArtifactInside home={home} file={file} href={href} />
    </Panel>
  );
}
