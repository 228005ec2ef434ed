import { type Logger, pino } from 'pino';
import { env } from './env.ts';

// Next's copy of this module shares the one stream to standard output.
const slotKey = Symbol.for('traza.log');
const slots = globalThis as typeof globalThis & { [slotKey]?: Logger };

/**
 * The logger of this process: one JSON object a line on standard output, with `process` naming who speaks.
 * Requests and jobs log through `log().child({ requestId })` or `log().child({ jobId })`.
 */
export function log(): Logger {
  slots[slotKey] ??= pino({
    level: env().logLevel,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    // A secret that reaches a log line by accident is not written out.
    redact: {
      paths: ['authorization', 'cookie', 'token', '*.authorization', '*.cookie', '*.token'],
      censor: '[hidden]',
    },
    serializers: { error: pino.stdSerializers.err, err: pino.stdSerializers.err },
  });
  return slots[slotKey];
}
