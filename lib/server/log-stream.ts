/** Levels as pino names them. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export interface LogRecord {
  level: string;
  time: string;
  process: string;
  msg: string;
  [field: string]: unknown;
}

/** One stream of lines for all processes: sentences where a person watches, JSON where a program reads. */
export interface LogStream {
  say(level: LogLevel, msg: string, fields?: Record<string, unknown>): void;
  /** Takes the output of a process as it comes; lines that are not JSON become records of the given level. */
  attach(process: string, level: LogLevel, stream: NodeJS.ReadableStream): void;
}

export function createLogStream({
  human,
  colour,
  write,
}: {
  human: boolean;
  colour: boolean;
  write: (line: string) => void;
}): LogStream {
  const put = (record: LogRecord) => write(human ? formatRecord(record, colour) : JSON.stringify(record));
  return {
    say(level, msg, fields = {}) {
      put({ level, time: new Date().toISOString(), process: 'traza', msg, ...fields });
    },
    attach(process, level, stream) {
      const takeLine = (line: string) => {
        if (line.trim() !== '') put(parseLine(line, process, level));
      };
      let rest = '';
      stream.setEncoding('utf8');
      stream.on('data', (chunk: string) => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        lines.forEach(takeLine);
      });
      stream.on('end', () => takeLine(rest));
    },
  };
}

/** The record a line of output stands for. */
export function parseLine(line: string, process: string, level: LogLevel): LogRecord {
  if (line.startsWith('{')) {
    try {
      const { level: own, time, msg, ...fields } = JSON.parse(line) as Record<string, unknown>;
      return {
        level: typeof own === 'string' ? own : level,
        time: typeof time === 'string' ? time : new Date().toISOString(),
        process,
        msg: typeof msg === 'string' ? msg : '',
        ...fields,
      };
    } catch {
      // A line that only looks like JSON is text.
    }
  }
  return { level, time: new Date().toISOString(), process, msg: line };
}

const dim = '\u001b[2m';
const red = '\u001b[31m';
const yellow = '\u001b[33m';
const reset = '\u001b[0m';

/** A record as a person reads it: `14:03:12 web    GET /runs 200  durationMs=3`. */
export function formatRecord(record: LogRecord, colour: boolean): string {
  const { level, time, process, msg, pid: _pid, error, err, ...fields } = record;
  const paint = (code: string, text: string) => (colour && text ? `${code}${text}${reset}` : text);
  const clock = new Date(time).toTimeString().slice(0, 8);
  const mark =
    level === 'error' || level === 'fatal' ? paint(red, 'error ') : level === 'warn' ? paint(yellow, 'warning ') : '';
  const details = Object.entries(fields).map(
    ([key, value]) => `${key}=${typeof value === 'object' ? JSON.stringify(value) : value}`,
  );
  const head = `${paint(dim, `${clock} ${process.padEnd(6)}`)} ${mark}${msg}`;
  return [head + (details.length > 0 ? paint(dim, `  ${details.join(' ')}`) : ''), ...describeError(error ?? err)].join(
    '\n',
  );
}

function describeError(error: unknown): string[] {
  if (error === undefined || error === null) return [];
  if (typeof error !== 'object') return [`  ${error}`];
  const { stack, message } = error as { stack?: string; message?: string };
  return (stack ?? message ?? JSON.stringify(error)).split('\n').map((line) => `  ${line}`);
}
