import { Cron } from 'croner';
import { DomainError, type FieldError } from '../../errors.ts';

export interface TimeRuleInput {
  cron: string;
  timeZone: string;
  startsAt?: Date | null | undefined;
  endsAt?: Date | null | undefined;
}

/**
 * When a schedule is due. Where the clocks of its zone change, a rule that names seconds, minutes and hours by their
 * numbers keeps to the wall clock: a time that is left out comes at the first moment after the gap, one that there is
 * twice comes the first time. A rule with * or / in one of these fields follows the hours that really pass: what is left
 * out does not come, what there is twice comes twice.
 */
export interface TimeRule {
  /** The first nominal time after a moment; none after its end. */
  next(after: Date): Date | undefined;
  /** The last one before a moment, whether or not it has begun by then: where the interval of a run starts. */
  before(at: Date): Date | undefined;
  /** Whether a nominal time stands for one that its day has left out. */
  moved(at: Date): boolean;
}

/** Runs start a process each: more often than this nobody means. */
const leastGapMs = 10_000;
/** Times that are looked through for that. */
const looked = 40;

/**
 * Reads a rule, without asking when it comes.
 * @throws DomainError INVALID_INPUT (fields `cron`, `timeZone`)
 */
export function readTimeRule({ cron, timeZone, startsAt, endsAt }: TimeRuleInput): TimeRule {
  const fields = [...zoneProblems(timeZone), ...cronProblems(cron)];
  if (fields.length > 0) throw refused(fields);
  const times = open(cron, timeZone);
  return {
    next(after) {
      const from = startsAt && startsAt > after ? new Date(startsAt.getTime() - 1) : after;
      const at = times.nextRun(from);
      return at && !(endsAt && at > endsAt) ? at : undefined;
    },
    before: (at) => times.previousRuns(1, at)[0],
    moved: (at) => !times.match(at),
  };
}

/**
 * The same for a rule that somebody writes now: one that never comes, or too often, is refused as well.
 * @throws DomainError INVALID_INPUT (fields `cron`, `timeZone`, `endsAt`)
 */
export function checkTimeRule(input: TimeRuleInput, now: Date): TimeRule {
  const rule = readTimeRule(input);
  const { startsAt, endsAt } = input;
  if (startsAt && endsAt && endsAt <= startsAt) {
    throw refused([{ path: 'endsAt', message: 'is not after the start', code: 'schedule.order' }]);
  }
  const first = rule.next(now);
  if (!first) {
    const ever = readTimeRule({ ...input, startsAt: null, endsAt: null }).next(now);
    throw refused([
      ever
        ? { path: 'endsAt', message: 'comes before the first time of the rule', code: 'schedule.ended' }
        : { path: 'cron', message: 'names a time that never comes', code: 'schedule.never' },
    ]);
  }
  let last = first;
  for (let count = 1; count < looked; count += 1) {
    const at = rule.next(last);
    if (!at) break;
    if (at.getTime() - last.getTime() < leastGapMs) {
      const least = leastGapMs / 1000;
      const message = `comes more often than every ${least} seconds`;
      throw refused([{ path: 'cron', message, code: 'schedule.tooOften', values: { least } }]);
    }
    last = at;
  }
  return rule;
}

function open(cron: string, timeZone: string): Cron {
  return new Cron(cron, { timezone: timeZone, mode: '5-or-6-parts', fixedTimeRule: 'no-wildcard', paused: true });
}

function zoneProblems(timeZone: string): FieldError[] {
  // Offsets and POSIX rules have no daylight-saving days to look up.
  if (/^[A-Za-z][\w+/-]*$/.test(timeZone)) {
    try {
      Intl.DateTimeFormat('en', { timeZone });
      return [];
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return [{ path: 'timeZone', message: 'is no time zone; write one such as Europe/Zurich', code: 'schedule.zone' }];
}

function cronProblems(cron: string): FieldError[] {
  try {
    // The library takes a date for a rule that comes once.
    if (cron.includes(':')) throw new Error('fields are separated by spaces');
    open(cron, 'UTC');
    return [];
  } catch (error) {
    const said = error instanceof Error ? error.message.replace(/^\w+: /, '') : String(error);
    return [{ path: 'cron', message: `cannot be read: ${said}`, code: 'schedule.cron', values: { said } }];
  }
}

function refused(fields: FieldError[]): DomainError {
  const words = fields.map(({ path, message }) => `${path} ${message}`).join('; ');
  return new DomainError('INVALID_INPUT', `The times of the schedule are not valid: ${words}.`, { fields });
}
