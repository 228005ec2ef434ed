import { text } from './text/text.ts';

/** Grey bars where text will be. */
export function Skeleton({ lines = 3, height = 12 }: { lines?: number; height?: number }) {
  return (
    <div className="skeleton" role="status" aria-label={text.common.loading}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are alike and never move
        <span key={line} style={{ height, width: `${92 - ((line * 29) % 47)}%` }} />
      ))}
    </div>
  );
}
