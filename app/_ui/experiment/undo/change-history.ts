import { viewNames } from '#lib/views/view-names.ts';
import { readOpenView, viewField } from '../views/view-address.ts';

/** What has been changed on a page of runs, as addresses: those before the present one, the oldest first, and those taken back. */
export interface ChangeHistory {
  past: readonly string[];
  present: string;
  /** The one taken back last comes first. */
  future: readonly string[];
  /** When the present one came, in ms, and what it changed. */
  at: number;
  changed: readonly string[];
}

const mostSteps = 50;
/** Fields that one act of a person changes together are written one after the other. */
const oneActMs = 50;
/** A slider that is drawn and a text that is typed change many times on their way. */
const onTheWayMs = 1_000;
const gradual: ReadonlySet<string> = new Set(['q', 'panels', 'smooth', 'w']);
/**
 * Going to another tab or dashboard, the name of what is open, and the height of rows, which the browser keeps too, change
 * nothing by themselves: they come with what changes next.
 */
const passing: ReadonlySet<string> = new Set(['tab', 'board', 'rows', viewField]);
const watched = [viewField, ...viewNames];

/** What an address says of the runs and their charts. */
export function watchedPart(search: URLSearchParams): string {
  const part = new URLSearchParams();
  for (const name of watched) {
    const value = search.get(name);
    if (value !== null) part.set(name, value);
  }
  return part.toString();
}

export function beginHistory(present: string): ChangeHistory {
  return { past: [], present, future: [], at: Number.NEGATIVE_INFINITY, changed: [] };
}

/** The history with an address that a change led to at `now`, in ms. */
export function recordChange(history: ChangeHistory, next: string, now: number): ChangeHistory {
  const changed = difference(history.present, next);
  if (changed.length === 0) return history;
  if (changed.every((name) => passing.has(name))) return { ...history, present: next };
  const pause = now - history.at;
  const onTheWay =
    pause < onTheWayMs && changed.every((name) => gradual.has(name)) && changed.join() === history.changed.join();
  if (history.past.length > 0 && (pause < oneActMs || onTheWay))
    return { ...history, present: next, future: [], at: now };
  return { past: [...history.past, history.present].slice(-mostSteps), present: next, future: [], at: now, changed };
}

/** Takes the last change back. @returns undefined where there is none */
export function undoChange({ past, present, future }: ChangeHistory): ChangeHistory | undefined {
  const before = past.at(-1);
  return before === undefined
    ? undefined
    : { ...beginHistory(sameRevision(before, present)), past: past.slice(0, -1), future: [present, ...future] };
}

/** Makes the change again that was taken back last. @returns undefined where there is none */
export function redoChange({ past, present, future }: ChangeHistory): ChangeHistory | undefined {
  const [after, ...rest] = future;
  return after === undefined
    ? undefined
    : { ...beginHistory(sameRevision(after, present)), past: [...past, present], future: rest };
}

/** An address with its part on runs and charts replaced. */
export function withPart(search: URLSearchParams, part: string): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const name of watched) next.delete(name);
  for (const [name, value] of new URLSearchParams(part)) next.set(name, value);
  return next;
}

/** What was saved stays saved: an address of before that belongs to the same view counts from its revision of now. */
function sameRevision(part: string, present: string): string {
  const [then, now] = [new URLSearchParams(part), new URLSearchParams(present)];
  const open = now.get(viewField);
  if (open === null || readOpenView(then)?.id !== readOpenView(now)?.id) return part;
  then.set(viewField, open);
  return watchedPart(then);
}

function difference(one: string, other: string): string[] {
  const [before, after] = [new URLSearchParams(one), new URLSearchParams(other)];
  return watched.filter((name) => before.get(name) !== after.get(name));
}
