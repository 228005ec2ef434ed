import { DomainError } from '../errors.ts';
import { cutTo, exceeds } from '../text-length.ts';

/** Tags that MLflow's clients read their traces by; the server alone writes the last two. */
export const nameTag = 'mlflow.traceName';
export const linkedPromptsTag = 'mlflow.linkedPrompts';
export const artifactsTag = 'mlflow.artifactLocation';
export const spansTag = 'mlflow.trace.spansLocation';

export const sourceRunKey = 'mlflow.sourceRun';
export const tokenUsageKey = 'mlflow.trace.tokenUsage';
export const costKey = 'mlflow.trace.cost';
/** JSON in which a client says how many spans it will send: { num_spans }. */
export const sizeStatsKey = 'mlflow.trace.sizeStats';
export const sessionKey = 'mlflow.trace.session';
export const userKey = 'mlflow.trace.user';
export const finalizedKey = 'mlflow.trace.infoFinalized';

const longestKey = 250;
const longestValue = 8_000;

/** Checks a tag's key and cuts its value as MLflow does. @throws DomainError INVALID_INPUT */
export function traceTag(key: string, value: string): [key: string, value: string] {
  if (key === '' || exceeds(key, longestKey)) {
    throw new DomainError('INVALID_INPUT', `The key of a trace's tag must have 1 to ${longestKey} characters.`, {
      fields: [{ path: 'key', message: `must have 1 to ${longestKey} characters` }],
    });
  }
  return [key, cutTo(value, longestValue)];
}

/** @throws DomainError INVALID_INPUT for tags that say where a trace is kept: another client would go there */
export function checkOwnTag(key: string): void {
  if (key !== artifactsTag && key !== spansTag) return;
  throw new DomainError('INVALID_INPUT', `The tag ${key} is kept by the server and cannot be changed.`, {
    fields: [{ path: 'key', message: 'is kept by the server' }],
  });
}
