export interface Answer {
  status: number;
  body: Buffer;
}

export interface ParsedAnswer {
  answer: Answer;
  /** The server will take another request on this connection. */
  keepsOpen: boolean;
}

const endOfHead = Buffer.from('\r\n\r\n');

/** The answer that `bytes` hold; undefined while it is not whole. Knows answers with a length and chunked ones. Pure. */
export function parseAnswer(bytes: Buffer): ParsedAnswer | undefined {
  const headEnd = bytes.indexOf(endOfHead);
  if (headEnd < 0) return;
  const head = bytes.toString('latin1', 0, headEnd);
  const start = headEnd + endOfHead.length;
  const body = /\r\ntransfer-encoding: *chunked/i.test(head)
    ? chunkedBody(bytes, start)
    : sizedBody(bytes, start, head);
  if (!body) return;
  return { answer: { status: Number(head.slice(9, 12)), body }, keepsOpen: !/\r\nconnection: *close/i.test(head) };
}

function sizedBody(bytes: Buffer, start: number, head: string): Buffer | undefined {
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error(`An answer whose end cannot be known: ${head}`);
  const end = start + Number(length);
  return bytes.length < end ? undefined : bytes.subarray(start, end);
}

function chunkedBody(bytes: Buffer, start: number): Buffer | undefined {
  const parts: Buffer[] = [];
  for (let at = start; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at, 'latin1');
    if (lineEnd < 0) return;
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
    const from = lineEnd + 2;
    if (bytes.length < from + size + 2) return;
    if (size === 0) return Buffer.concat(parts);
    parts.push(bytes.subarray(from, from + size));
    at = from + size + 2;
  }
}

/**
 * Whether another look at what has come so far can be worth it; a large answer comes in hundreds of pieces, and
 * parsing it anew for each would cost more than the server's work. Pure.
 * @param head the first bytes that came
 */
export function mayBeWhole({ head, last, size }: { head: Buffer; last: Buffer; size: number }): boolean {
  if (size < 65_536) return true;
  const length = /\r\ncontent-length: *(\d+)/i.exec(head.toString('latin1', 0, 2048))?.[1];
  if (length !== undefined) return size > Number(length);
  // The end of a chunked answer; it may itself be cut in two.
  return last.length < endOfHead.length || last.subarray(-endOfHead.length).equals(endOfHead);
}
