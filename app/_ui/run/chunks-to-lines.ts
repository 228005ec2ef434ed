import type { LogChunkAnswer } from '#lib/logs/schema.ts';
import type { LogLine } from '#lib/ui/log/log-view.tsx';

const streams = { stdout: 'stdout', stderr: 'stderr', platform: 'system' } as const;

/**
 * The lines of a log from its pieces. A piece may end in the middle of a line: what follows in the same stream of the
 * same attempt goes on with it, even when another stream has written in between.
 */
export function chunksToLines(chunks: readonly LogChunkAnswer[]): LogLine[] {
  const lines: LogLine[] = [];
  const open = new Map<string, LogLine>();
  for (const chunk of chunks) {
    const stream = `${chunk.attempt} ${chunk.stream}`;
    const parts = chunk.text.split('\n');
    for (const [index, part] of parts.entries()) {
      const begun = open.get(stream);
      const ends = index < parts.length - 1;
      if (begun) begun.text += part;
      else if (part !== '' || ends) {
        const line = { number: lines.length + 1, text: part, stream: streams[chunk.stream], time: chunk.at };
        lines.push(line);
        if (!ends) open.set(stream, line);
      }
      if (ends) open.delete(stream);
    }
  }
  return lines;
}
