'use client';

import { useMemo, useState } from 'react';
import { Button } from '#lib/ui/button.tsx';
import { classNames } from '#lib/ui/class-names.ts';
import { text } from '#lib/ui/text/text.ts';
import { type DiffLine, type DiffSide, diffLines, foldLines } from './diff-lines.ts';
import './diff.css';

export type DiffLayout = 'split' | 'unified';

/** Lines that are drawn at first, and each time more are asked for. */
const atOnce = 1_000;

/** Two texts with what differs between them, side by side or one below the other; long equal stretches are folded. */
export function TextDiff({
  left,
  right,
  names,
  layout,
}: {
  left: string;
  right: string;
  names: readonly [string, string];
  layout: DiffLayout;
}) {
  const { lines, removed, added, coarse } = useMemo(() => diffLines(left, right), [left, right]);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const [most, setMost] = useState(atOnce);
  const shown = useMemo(() => foldLines(lines, opened), [lines, opened]);
  if (removed + added === 0) return <p className="mut">{text.compare.diff.same}</p>;
  const columns = layout === 'split' ? 4 : 3;
  return (
    <>
      {coarse ? <p className="mut small">{text.compare.diff.coarse}</p> : null}
      <div className="diff-scroll">
        <table className={classNames('diff', layout)}>
          <colgroup>
            <col className="diff-number" />
            <col className={layout === 'split' ? undefined : 'diff-number'} />
            {layout === 'split' ? <col className="diff-number" /> : null}
            <col />
          </colgroup>
          <thead>
            {layout === 'split' ? (
              <tr>
                <th scope="col" colSpan={2}>
                  {names[0]}
                </th>
                <th scope="col" colSpan={2}>
                  {names[1]}
                </th>
              </tr>
            ) : (
              <tr>
                <th scope="col" colSpan={3}>
                  {names[0]} → {names[1]}
                </th>
              </tr>
            )}
          </thead>
          <tbody>
            {shown.slice(0, most).map((line) =>
              line.type === 'folded' ? (
                <tr key={`fold ${line.from}`}>
                  <td colSpan={columns} className="fold">
                    <button
                      type="button"
                      className="diff-fold"
                      onClick={() => setOpened(new Set([...opened, line.from]))}
                    >
                      ⋯ {text.compare.diff.equalLines(line.count)}
                    </button>
                  </td>
                </tr>
              ) : layout === 'split' ? (
                <SplitLine key={keyOf(line)} line={line} />
              ) : (
                <UnifiedLine key={keyOf(line)} line={line} />
              ),
            )}
          </tbody>
        </table>
      </div>
      {shown.length > most ? (
        <Button look="ghost" onClick={() => setMost(most + atOnce)}>
          {text.compare.diff.showMore}
        </Button>
      ) : null}
    </>
  );
}

function keyOf({ left, right }: DiffLine): string {
  return `${left?.number} ${right?.number}`;
}

function SplitLine({ line: { type, left, right } }: { line: DiffLine }) {
  const changed = type === 'changed';
  return (
    <tr>
      <td className="number">{left?.number}</td>
      <td className={changed ? (left ? 'removed' : 'void') : undefined}>
        <Words side={left} said={changed ? text.compare.diff.removed : undefined} />
      </td>
      <td className="number">{right?.number}</td>
      <td className={changed ? (right ? 'added' : 'void') : undefined}>
        <Words side={right} said={changed ? text.compare.diff.addedLine : undefined} />
      </td>
    </tr>
  );
}

function UnifiedLine({ line: { type, left, right } }: { line: DiffLine }) {
  if (type === 'same') {
    return (
      <tr>
        <td className="number">{left?.number}</td>
        <td className="number">{right?.number}</td>
        <td>
          <Words side={left} said={undefined} />
        </td>
      </tr>
    );
  }
  return (
    <>
      {left ? (
        <tr>
          <td className="number">{left.number}</td>
          <td className="number" />
          <td className="removed">
            <Words side={left} said={text.compare.diff.removed} />
          </td>
        </tr>
      ) : null}
      {right ? (
        <tr>
          <td className="number" />
          <td className="number">{right.number}</td>
          <td className="added">
            <Words side={right} said={text.compare.diff.addedLine} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

function Words({ side, said }: { side: DiffSide | undefined; said: string | undefined }) {
  if (!side) return null;
  return (
    <>
      {said ? <span className="sr-only">{said}: </span> : null}
      {side.pieces.map(({ text: words, marked }, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a line never move
        marked ? <mark key={index}>{words}</mark> : <span key={index}>{words}</span>,
      )}
    </>
  );
}
