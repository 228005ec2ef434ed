import { type ClientBase, Query } from 'pg';

/**
 * Reads what `select` gives as COPY's binary rows: bytes arrive as bytes, and numbers without being printed and parsed.
 * COPY takes no parameters, so the text may hold nothing but numbers of ours.
 * Of 100,000 points (step, time, value): 116 ms as rows, 36 ms as binary rows, 21 ms as one binary row of all their bytes.
 * @param read called for each row, at once; the row's memory is gone afterwards
 */
export function copyRows<T>(client: ClientBase, select: string, read: (row: CopyRow) => T): Promise<T[]> {
  return new Promise((resolve, reject) => {
    client.query(
      new CopyOut(select, read, (error, rows) => {
        if (error === undefined) resolve(rows);
        else reject(error);
      }),
    );
  });
}

/** The fields of one row, taken in their order. */
export class CopyRow {
  private readonly message: Buffer;
  private position = 0;

  constructor(message: Buffer) {
    this.message = message;
  }

  /** bigint, within the safe integers. */
  int8(): number {
    const at = this.field();
    return this.message.readInt32BE(at) * 2 ** 32 + this.message.readUInt32BE(at + 4);
  }

  /** integer */
  int4(): number {
    return this.message.readInt32BE(this.field());
  }

  /** smallint */
  int2(): number {
    return this.message.readInt16BE(this.field());
  }

  /** bytea, on memory of its own */
  bytes(): Uint8Array {
    const start = this.field();
    return new Uint8Array(this.message.subarray(start, this.position));
  }

  /** Goes over the next field and its length. @returns where the field begins */
  private field(): number {
    const length = this.message.readInt32BE(this.position);
    if (length < 0) throw new Error('A field that is read by COPY is null.');
    const start = this.position + 4;
    this.position = start + length;
    return start;
  }
}

const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');

/** A query of pg's whose answer is copied. */
class CopyOut<T> extends Query {
  private readonly read: (row: CopyRow) => T;
  private readonly rowsRead: T[] = [];
  private failure: unknown;

  constructor(select: string, read: (row: CopyRow) => T, settle: (error: unknown, rows: T[]) => void) {
    super(`COPY (${select}) TO STDOUT (FORMAT binary)`, (error) => settle(error ?? this.failure, this.rowsRead));
    this.read = read;
  }

  /** The server sends each row as a message of its own, the first behind the file's head. */
  handleCopyData({ chunk }: { chunk: Buffer }): void {
    if (this.failure !== undefined) return;
    try {
      const start = chunk.subarray(0, signature.length).equals(signature)
        ? signature.length + 8 + chunk.readInt32BE(signature.length + 4)
        : 0;
      // A row begins with the number of its fields; -1 is the end of the file.
      if (start + 2 > chunk.length || chunk.readInt16BE(start) < 0) return;
      this.rowsRead.push(this.read(new CopyRow(chunk.subarray(start + 2))));
    } catch (error) {
      this.failure = error;
    }
  }
}
