import type { Logger } from 'pino';
import type { Identity } from '../auth/identify.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import { createBlobStore } from '../blobs/create-blob-store.ts';
import type { Ctx, ProjectRef } from '../context.ts';
import { type Db, db } from '../db/client.ts';
import { env } from '../env.ts';
import { DomainError } from '../errors.ts';
import { ensureProject } from '../projects/ensure-project.ts';
import { requireProject } from '../projects/require-project.ts';
import { defaultProject, slugPattern } from '../projects/schema.ts';
import { requestHeader } from './incoming.ts';
import { factsOf } from './request-facts.ts';
import { sayProjectChanged } from './web-group.ts';

export const projectHeader = 'x-traza-project';

const slotKey = Symbol.for('traza.blobs');
const slots = globalThis as typeof globalThis & { [slotKey]?: BlobStore };

/** The blob store of this process, by the settings. */
export function processBlobs(): BlobStore {
  const { blobs, dataDir, cacheBytes } = env();
  slots[slotKey] ??= createBlobStore({ kind: blobs, dataDir, cacheBytes });
  return slots[slotKey];
}

// A project's id never changes, so remembering it saves every request a query; for a while only, because another server
// may delete it. Unknown slugs are asked again each time. Once for all copies of this module.
interface Known {
  projects: Map<string, { project: ProjectRef; until: number }>;
  /** How often one was forgotten: what was looked up before is not remembered after. */
  forgotten: number;
}
const knownKey = Symbol.for('traza.knownProjects');
const knownSlot = globalThis as typeof globalThis & { [knownKey]?: WeakMap<Db, Known> };
const mostKnown = 1000;
const rememberMs = 10_000;

function knownOf(client: Db): Known {
  knownSlot[knownKey] ??= new WeakMap();
  const known = knownSlot[knownKey].get(client) ?? { projects: new Map(), forgotten: 0 };
  knownSlot[knownKey].set(client, known);
  return known;
}

async function findProject(client: Db, slug: string): Promise<ProjectRef> {
  const known = knownOf(client);
  const { projects, forgotten } = known;
  const before = projects.get(slug);
  const now = performance.now();
  if (before && before.until > now) return before.project;
  if (!slugPattern.test(slug)) throw new DomainError('NOT_FOUND', 'There is no project of this name.');
  // The one project that is always there is made when it is first asked for.
  const project = await (slug === defaultProject ? ensureProject(client, slug) : requireProject(client, slug));
  if (known.forgotten !== forgotten) return project;
  if (projects.size >= mostKnown) projects.clear();
  projects.set(slug, { project, until: now + rememberMs });
  return project;
}

/** A project that was deleted is not taken from memory any more, here and in the other web processes. */
export function forgetProject(slug: string): void {
  forgetHere(slug);
  sayProjectChanged(slug);
}

/** The same, in this process alone. */
export function forgetHere(slug: string): void {
  const known = knownOf(db());
  known.projects.delete(slug);
  known.forgotten += 1;
}

/** The Ctx of somebody in a project. @throws DomainError NOT_FOUND for a project that is not there */
export async function makeContext(args: { slug: string; identity: Identity; log: () => Logger }): Promise<Ctx> {
  const client = db();
  const project = await findProject(client, args.slug);
  return {
    actor: args.identity.actor,
    project,
    db: client,
    blobs: processBlobs(),
    now: () => new Date(),
    get log() {
      return args.log();
    },
  };
}

/** The Ctx of a request: its project is named by the header that the front door sets for /p/<slug>/api, or by the client. */
export function requestContext(request: Request, identity: Identity, log: () => Logger): Promise<Ctx> {
  return makeContext({
    slug: factsOf(request)?.project ?? requestHeader(request, projectHeader) ?? defaultProject,
    identity,
    log,
  });
}
