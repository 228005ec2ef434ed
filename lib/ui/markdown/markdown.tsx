'use client';

import { lazy, Suspense } from 'react';
import { Skeleton } from '../skeleton.tsx';
import { text } from '../text/text.ts';
// With the page and not with the parser: the server draws the text, and it must not wait for its looks.
import './markdown.css';

export interface MarkdownProps {
  source: string;
  /** The address of a picture that the text names by a path (`plots/loss.png`); undefined where there is none. */
  imageAt?: (path: string) => string | undefined;
  /** Where the text lies among those files: its paths begin there. */
  folder?: string;
  /** What a first-level heading of the text becomes; the page and its panel have one and two. */
  headingsFrom?: number;
}

// Beyond this a text is shown as it was written: nobody reads so much of it as a note, and the page would stand still.
const mostCharacters = 400_000;

const Drawing = lazy(() => import('./markdown-drawing.tsx'));

/**
 * A text in Markdown that anybody may have written: its HTML is shown as text, links lead to http, https, mailto or inside
 * the project, pictures come from here. The parser is loaded with the first text that is shown.
 */
export function Markdown({ source, imageAt, folder, headingsFrom = 3 }: MarkdownProps) {
  if (source.length > mostCharacters)
    return (
      <div className="markdown">
        <p className="mut">{text.markdown.tooLong}</p>
        <pre>{source}</pre>
      </div>
    );
  return (
    <Suspense fallback={<Skeleton lines={3} />}>
      <Drawing source={source} imageAt={imageAt} folder={folder} headingsFrom={headingsFrom} />
    </Suspense>
  );
}
