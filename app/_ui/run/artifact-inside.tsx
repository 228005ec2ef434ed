'use client';

import { type ReactNode, useMemo, useState } from 'react';
import type { ArtifactAnswer } from '#lib/artifacts/schema.ts';
import { apiUrl } from '#lib/ui/api.ts';
import { Button } from '#lib/ui/button.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { formatBytes } from '#lib/ui/format.ts';
import { Markdown } from '#lib/ui/markdown/markdown.tsx';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { text } from '#lib/ui/text/text.ts';
import { type FileHome, filePath } from './file-home.ts';
import { previewKind } from './preview-kind.ts';
import { type Table, tableOfJson, tableOfText } from './read-table.ts';
import { TableInside } from './table-inside.tsx';
import { useArtifactAddress } from './use-artifact-address.ts';
import { type FileText, useFileText } from './use-file-text.ts';

const textLimit = 256 * 1024;
const documentLimit = 8 * 1024 * 1024;

interface Props {
  home: FileHome;
  file: ArtifactAnswer;
}

/** What is in a file, as far as it can be shown. */
export function ArtifactInside({ home, file, href }: Props & { href: string }) {
  const kind = previewKind(file);
  const tooLarge = kind !== 'text' && kind !== 'unknown' && kind !== 'none' && file.size > documentLimit;
  if (kind === 'none') return <Note>{text.run.artifact.binary}</Note>;
  if (tooLarge && kind !== 'table') return <Note>{text.run.artifact.tooLarge(formatBytes(file.size))}</Note>;
  if (kind === 'page' && home.kind === 'run') return <PageInside home={home} file={file} />;
  switch (kind) {
    case 'image':
      return <Picture src={href} name={file.path} />;
    // Pages of models are shown as their source.
    case 'page':
    case 'text':
    case 'unknown':
      return (
        <Loaded home={home} file={file} limit={textLimit}>
          {(content) => <Source content={content} />}
        </Loaded>
      );
    default:
      return (
        <Loaded home={home} file={file} limit={documentLimit}>
          {(content) => <Document kind={kind} content={content} home={home} file={file} />}
        </Loaded>
      );
  }
}

function Note({ children }: { children: ReactNode }) {
  return <p className="artifact-note mut">{children}</p>;
}

function Loaded({
  home,
  file,
  limit,
  children,
}: Props & { limit: number; children: (content: FileText) => ReactNode }) {
  const content = useFileText(home, file, limit);
  if (content.isError) return <ErrorState error={content.error} onRetry={() => void content.refetch()} />;
  if (!content.data)
    return (
      <div className="artifact-note">
        <Skeleton lines={6} />
      </div>
    );
  return content.data.readable ? children(content.data) : <Note>{text.run.artifact.binary}</Note>;
}

/** Text as it stands, not more of it than a page can lay out. */
function Source({ content, shown = content.text }: { content: FileText; shown?: string }) {
  const cut = content.cut || shown.length > textLimit;
  return (
    <>
      {cut ? <p className="artifact-note dim small">{text.run.artifact.cut(formatBytes(textLimit))}</p> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section className="artifact-text" tabIndex={0} aria-label={text.run.artifact.preview}>
        <pre>{shown.slice(0, textLimit)}</pre>
      </section>
    </>
  );
}

/** A file that can be drawn as what it says; its source is a press away. */
function Document({
  kind,
  content,
  home,
  file,
}: Props & { kind: 'json' | 'table' | 'markdown' | 'drawing'; content: FileText }) {
  const [source, setSource] = useState(false);
  const imageAt = useArtifactAddress(home);
  const read = useMemo(() => readDocument(kind, content, file.path), [kind, content, file.path]);
  const switcher = (
    <Button small look="ghost" aria-pressed={source} onClick={() => setSource(!source)}>
      {source ? text.runPage.showDrawn : text.runPage.showSource}
    </Button>
  );
  if (read.table && !source) return <TableInside table={read.table} imageAt={imageAt} aside={switcher} />;
  const drawn =
    kind === 'markdown' ? (
      <div className="artifact-note">
        <Markdown source={content.text} imageAt={imageAt} folder={file.path.split('/').slice(0, -1).join('/')} />
      </div>
    ) : kind === 'drawing' ? (
      // As the source of a picture: no script of it runs, and it loads nothing. Not a blob, which could be opened as a page.
      <Picture src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(content.text)}`} name={file.path} />
    ) : undefined;
  if (!drawn && !read.table) return <Source content={content} shown={read.pretty} />;
  return (
    <>
      <div className="artifact-view">
        <span className="grow" />
        {switcher}
      </div>
      {source ? <Source content={content} shown={read.pretty} /> : drawn}
    </>
  );
}

function readDocument(kind: string, content: FileText, path: string): { table?: Table | undefined; pretty: string } {
  if (kind === 'table')
    return { table: tableOfText(content.text, /\.tsv$/i.test(path) ? '\t' : ',', content.cut), pretty: content.text };
  if (kind !== 'json') return { pretty: content.text };
  try {
    const document: unknown = JSON.parse(content.text);
    return { table: tableOfJson(document), pretty: JSON.stringify(document, null, 2) };
  } catch {
    return { pretty: content.text };
  }
}

function Picture({ src, name }: { src: string; name: string }) {
  return (
    <div className="artifact-image">
      {/* biome-ignore lint/performance/noImgElement: a user's own bytes from the API, nothing a build could optimise */}
      <img src={src} alt={name} />
    </div>
  );
}

/** A page of somebody else's in a frame without origin: it may draw and count, and reach nothing. */
function PageInside({ home, file }: Props) {
  const { project } = useNavigation();
  const [source, setSource] = useState(false);
  const address = apiUrl(project, filePath(home, file.path).replace('/artifacts/', '/pages/'));
  return (
    <>
      <div className="artifact-view">
        <span className="dim small">{text.runPage.sandboxed}</span>
        <span className="grow" />
        <Button small look="ghost" aria-pressed={source} onClick={() => setSource(!source)}>
          {source ? text.runPage.showDrawn : text.runPage.showSource}
        </Button>
      </div>
      {source ? (
        <Loaded home={home} file={file} limit={textLimit}>
          {(content) => <Source content={content} />}
        </Loaded>
      ) : (
        <iframe
          className="artifact-page"
          title={text.runPage.pageOf(file.path)}
          src={address}
          sandbox="allow-scripts"
          referrerPolicy="no-referrer"
        />
      )}
    </>
  );
}
