import { DomainError } from '../../errors.ts';
import { slugPattern } from '../../projects/schema.ts';
import { decodePath } from '../route-table.ts';

/** What MLflow calls a workspace is one of our projects. */
export const workspaceHeader = 'x-mlflow-workspace';

export interface Address {
  /** The project it names, in the path or as MLflow's workspace. */
  project: string | undefined;
  /** Raw path and query as the routes know them: without /p/<slug>, and /api for MLflow's second prefix /ajax-api. */
  target: string;
  /** The decoded path of `target`. */
  segments: string[];
}

// What may follow /p/<slug> and is a route; anything else there is a page.
const rooted = new Set(['api', 'ajax-api', 'health', 'version', 'get-artifact', 'model-versions', 'v1', 'graphql']);
/** First words of MLflow's addresses outside its API. */
const mlflowWords = new Set(['ajax-api', 'get-artifact', 'model-versions', 'v1', 'graphql']);
const mlflowVersions = new Set(['2.0', '3.0']);

/** Whether MLflow's client asked, so that errors are answered in its shape. */
export function isMlflowAddress([first, second]: string[]): boolean {
  if (first === 'api') return second !== undefined && mlflowVersions.has(second);
  return first !== undefined && mlflowWords.has(first);
}

/** The segments of an address nobody has checked yet, for the shape of its refusal only. */
export function roughSegments(raw: string): string[] {
  const [, first = '', second = '', third = '', fourth = ''] = (raw.split('?', 1)[0] ?? '').split('/');
  return first === 'p' ? [third, fourth] : [first, second];
}

/**
 * Reads the address of a request: /p/flights/ajax-api/2.0/mlflow/runs/get is the route /api/2.0/mlflow/runs/get in the
 * project flights.
 * @param workspace the header that names a project, where the path names none
 * @throws DomainError INVALID_INPUT (paths that have a second reading), NOT_FOUND (no such name of a project)
 */
export function readAddress(raw: string, workspace: string | string[] | undefined): Address {
  const path = raw.split('?', 1)[0] ?? '/';
  let segments = decodePath(path);
  let target = raw;
  let project: string | undefined;
  const [first, slug, third] = segments;
  if (first === 'p' && slug !== undefined && third !== undefined && rooted.has(third)) {
    project = slug;
    target = raw.slice(raw.indexOf('/', 3));
    segments = segments.slice(2);
  }
  if (segments[0] === 'ajax-api') {
    target = target.replace('/ajax-api', '/api');
    segments = ['api', ...segments.slice(1)];
  }
  if (project === undefined && typeof workspace === 'string' && isMlflowAddress(segments)) project = workspace;
  if (project !== undefined && !slugPattern.test(project)) {
    throw new DomainError('NOT_FOUND', 'There is no project of this name.');
  }
  return { project, target, segments };
}
