import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { z } from 'zod';
import { DomainError } from '#lib/errors.ts';
import { pythonEnvironment } from './run-tool.ts';

const Ready = z.object({ python: z.string(), mlflow: z.string(), packages: z.string() });
const Failure = z.object({ error: z.string() });
const Head = z.object({ failed: z.array(z.tuple([z.number(), z.string()])) });

export interface PythonAnswer {
  /** Rows that the model fails for, by their places in the batch, and why. */
  failed: [row: number, reason: string][];
  /** An Arrow stream of the predictions of the other rows. */
  predictions: Uint8Array;
}

/** A Python process that holds one model. It ends with its input, so it never outlives this process. */
export class PythonProcess {
  readonly #child: ChildProcess;
  readonly #messages = new Messages();
  readonly #ended: Promise<void>;
  #stderr = '';

  private constructor(python: string, folder: string) {
    const script = path.join(import.meta.dirname, 'serve-model.py');
    this.#child = spawn(python, ['-s', script, folder], { cwd: folder, env: pythonEnvironment() });
    this.#child.stdout?.on('data', (piece: Buffer) => this.#messages.add(piece));
    this.#child.stderr?.on('data', (piece: Buffer) => {
      this.#stderr = (this.#stderr + piece).slice(-4_000);
      process.stderr.write(piece);
    });
    // A model that died is met where an answer is awaited.
    this.#child.stdin?.on('error', () => {});
    this.#ended = new Promise((resolve) => {
      const end = (how: string) => {
        const last = this.#stderr.trim().split('\n').slice(-3).join('\n');
        this.#messages.end(new Error(`The Python process of the model ${how}${last ? `: ${last}` : ''}.`));
        resolve();
      };
      this.#child.on('error', (error) => end(`did not start (${error.message})`));
      this.#child.on('close', (code, signal) => end(`ended with ${signal ?? `exit code ${code}`}`));
    });
  }

  /** @throws DomainError BAD_FILE when the model does not load */
  static async start(
    python: string,
    folder: string,
  ): Promise<{ process: PythonProcess; versions: z.infer<typeof Ready> }> {
    const started = new PythonProcess(python, folder);
    try {
      const answer: unknown = JSON.parse((await started.#messages.next()).toString());
      const failure = Failure.safeParse(answer);
      if (failure.success) {
        throw new DomainError('BAD_FILE', `The model does not load in Python: ${failure.data.error}`);
      }
      return { process: started, versions: Ready.parse(answer) };
    } catch (error) {
      await started.stop();
      throw error;
    }
  }

  /** @throws DomainError BAD_FILE when the model fails as a whole */
  async predict(columns: Uint8Array): Promise<PythonAnswer> {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(columns.byteLength);
    this.#child.stdin?.write(length);
    this.#child.stdin?.write(columns);
    const head: unknown = JSON.parse((await this.#messages.next()).toString());
    const failure = Failure.safeParse(head);
    if (failure.success) throw new DomainError('BAD_FILE', `The model fails: ${failure.data.error}`);
    return { failed: Head.parse(head).failed, predictions: await this.#messages.next() };
  }

  async stop(): Promise<void> {
    this.#child.stdin?.end();
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 5_000);
    await this.#ended;
    clearTimeout(timer);
  }
}

/** Cuts a stream into messages: four bytes of length, then as many bytes. */
class Messages {
  #pieces: Buffer[] = [];
  #size = 0;
  #whole: Buffer[] = [];
  #error: Error | undefined;
  #waiting: { resolve: (message: Buffer) => void; reject: (error: Error) => void } | undefined;

  add(piece: Buffer): void {
    this.#pieces.push(piece);
    this.#size += piece.length;
    for (;;) {
      if (this.#size < 4) break;
      if ((this.#pieces[0]?.length ?? 0) < 4) this.#pieces = [Buffer.concat(this.#pieces)];
      const length = this.#pieces[0]?.readUInt32LE() ?? 0;
      if (this.#size < 4 + length) break;
      const all = Buffer.concat(this.#pieces);
      this.#whole.push(all.subarray(4, 4 + length));
      this.#pieces = [all.subarray(4 + length)];
      this.#size -= 4 + length;
    }
    this.#hand();
  }

  end(error: Error): void {
    this.#error = error;
    this.#hand();
  }

  next(): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#hand();
    });
  }

  #hand(): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    const message = this.#whole.shift();
    if (!message && !this.#error) return;
    this.#waiting = undefined;
    if (message) waiting.resolve(message);
    else if (this.#error) waiting.reject(this.#error);
  }
}
