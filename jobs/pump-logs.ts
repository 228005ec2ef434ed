import type { LogPiece } from '#lib/logs/append-log-chunks.ts';

const flushMs = 100;
const flushAt = 1 << 18;

/**
 * Carries a child's output to its log: pieces of one stream are joined and written about ten times a second. While a
 * write is under way nothing more is read, so memory stays bounded and the child waits.
 */
export async function pumpLogs(
  source: AsyncIterable<LogPiece>,
  write: (pieces: LogPiece[]) => Promise<void>,
): Promise<void> {
  let pieces: LogPiece[] = [];
  let size = 0;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const batch = pieces;
    pieces = [];
    size = 0;
    if (batch.length > 0) writing = writing.then(() => write(batch));
    return writing;
  };

  for await (const piece of source) {
    const last = pieces.at(-1);
    if (last?.stream === piece.stream && last.text.length < 1 << 16) last.text += piece.text;
    else pieces.push({ ...piece });
    size += piece.text.length;
    if (size >= flushAt) await flush();
    else timer ??= setTimeout(() => void flush(), flushMs);
  }
  await flush();
}
