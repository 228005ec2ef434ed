'use client';

import { createElement, Fragment, type ReactNode, useMemo } from 'react';
import { CopyBlock } from '../copy-button.tsx';
import { text } from '../text/text.ts';
import type { MarkdownProps } from './markdown.tsx';
import { relativePath, safeAddress } from './safe-address.ts';
import { type MarkdownNode, parseMarkdown } from './token-tree.ts';

type Look = Required<Pick<MarkdownProps, 'headingsFrom'>> & Pick<MarkdownProps, 'imageAt' | 'folder'>;

/** Draws a text in Markdown; the half of `Markdown` that brings the parser. */
export default function MarkdownDrawing({
  source,
  imageAt,
  folder,
  headingsFrom,
}: MarkdownProps & Pick<Look, 'headingsFrom'>) {
  const tree = useMemo(() => parseMarkdown(source), [source]);
  // What a person wrote decides its own direction, whatever the page's is.
  return (
    <div className="markdown" dir="auto">
      {drawAll(tree, { headingsFrom, imageAt, folder })}
    </div>
  );
}

function drawAll(nodes: readonly MarkdownNode[], look: Look): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text keep their order
  return nodes.map((node, at) => <Fragment key={at}>{draw(node, look)}</Fragment>);
}

function draw(node: MarkdownNode, look: Look): ReactNode {
  const { token, children } = node;
  switch (token.type) {
    case 'text':
      return token.content;
    case 'inline':
      return drawAll(children, look);
    case 'softbreak':
      return '\n';
    case 'hardbreak':
      return <br />;
    case 'hr':
      return <hr />;
    case 'code_inline':
      return <code>{token.content}</code>;
    case 'fence':
    case 'code_block':
      return <CopyBlock code={token.content.replace(/\n$/, '')} />;
    case 'paragraph_open':
      return token.hidden ? drawAll(children, look) : <p>{drawAll(children, look)}</p>;
    case 'heading_open':
      return createElement(
        `h${Math.min(6, Number(token.tag.slice(1)) - 1 + look.headingsFrom)}`,
        null,
        drawAll(children, look),
      );
    case 'link_open':
      return <WrittenLink node={node} look={look} />;
    case 'image':
      return <WrittenImage node={node} look={look} />;
    case 'list_item_open':
      return node.done === undefined ? (
        <li>{drawAll(children, look)}</li>
      ) : (
        <li className="markdown-task">
          <input type="checkbox" disabled checked={node.done} aria-label={text.markdown.task} />
          {drawAll(children, look)}
        </li>
      );
    case 'table_open':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
        <section className="markdown-table" tabIndex={0} aria-label={text.markdown.table}>
          <table className="table">{drawAll(children, look)}</table>
        </section>
      );
    case 'th_open':
    case 'td_open':
      return createElement(token.tag, { style: aligned(token.attrGet('style')) }, drawAll(children, look));
    case 'ordered_list_open': {
      const start = Number(token.attrGet('start') ?? 1);
      return <ol start={start}>{drawAll(children, look)}</ol>;
    }
    default:
      return token.tag in plain ? createElement(token.tag, null, drawAll(children, look)) : token.content;
  }
}

/** Elements that are what their token says and nothing more. */
const plain = { blockquote: 1, ul: 1, em: 1, strong: 1, s: 1, thead: 1, tbody: 1, tr: 1 };

function aligned(style: string | number | null): { textAlign: 'center' | 'right' } | undefined {
  const side = /text-align:(center|right)/.exec(String(style))?.[1];
  return side === 'center' || side === 'right' ? { textAlign: side } : undefined;
}

function WrittenLink({ node, look }: { node: MarkdownNode; look: Look }) {
  const address = safeAddress(String(node.token.attrGet('href') ?? ''));
  const inside = drawAll(node.children, look);
  if (!address) return inside;
  return (
    <a href={address.href} {...(address.outside ? { target: '_blank', rel: 'noopener noreferrer nofollow' } : {})}>
      {inside}
    </a>
  );
}

/** A picture of ours, or a link to one elsewhere: a picture that loads by itself tells its host who is reading. */
function WrittenImage({ node, look }: { node: MarkdownNode; look: Look }) {
  const written = String(node.token.attrGet('src') ?? '');
  const path = relativePath(written, look.folder);
  const here = path === undefined ? undefined : look.imageAt?.(path);
  const name = node.token.content || text.markdown.picture;
  if (here !== undefined)
    // biome-ignore lint/performance/noImgElement: a user's own bytes from the API, nothing a build could optimise
    return <img src={here} alt={name} loading="lazy" />;
  const address = safeAddress(written);
  if (!address?.outside) return <span className="dim">{name}</span>;
  return (
    <a href={address.href} target="_blank" rel="noopener noreferrer nofollow">
      {name}
    </a>
  );
}
