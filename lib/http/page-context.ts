import { notFound } from 'next/navigation.js';
import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { log } from '../log.ts';
import { makeContext } from './request-context.ts';

/**
 * The Ctx of a page below /p/[project]. The front door has asked who it is before a page is rendered.
 * Shows the "not found" page for a project that is not there.
 */
export async function pageContext(params: Promise<{ project: string }>): Promise<Ctx> {
  const { project } = await params;
  try {
    return await makeContext({ slug: project, identity: { actor: 'owner', by: 'loopback' }, log });
  } catch (error) {
    if (error instanceof DomainError && error.code === 'NOT_FOUND') notFound();
    throw error;
  }
}
