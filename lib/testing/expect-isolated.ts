import { expect } from 'vitest';
import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';

/**
 * Expects that what belongs to `owner`'s project cannot be reached from another one: every verb given works for its
 * owner, and answers a stranger with NOT_FOUND, in the same words as for an id that never was, so that not even its
 * existence is told.
 * @param verbs name and call; the call gets the Ctx and the id to use
 * @param unknownId an id of the right shape that names nothing
 */
export async function expectIsolated(args: {
  owner: Ctx;
  stranger: Ctx;
  id: string;
  unknownId?: string;
  verbs: Record<string, (ctx: Ctx, id: string) => Promise<unknown>>;
}): Promise<void> {
  const { owner, stranger, id, unknownId = '0'.repeat(32), verbs } = args;
  expect(owner.project.id, 'two projects are needed').not.toBe(stranger.project.id);
  const refusal = async (name: string, call: Promise<unknown>, of: string): Promise<DomainError> => {
    const error = await call.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error, `${name} let a stranger through`).toBeInstanceOf(DomainError);
    if (!(error instanceof DomainError)) throw new Error('unreachable');
    expect(error.code, `${name}: ${error.message}`).toBe('NOT_FOUND');
    expect(
      error.message.includes(of) || !error.message.includes(owner.project.slug),
      `${name} tells the owner's project`,
    ).toBe(true);
    return error;
  };
  for (const [name, call] of Object.entries(verbs)) {
    const foreign = await refusal(name, call(stranger, id), id);
    const absent = await refusal(name, call(stranger, unknownId), unknownId);
    expect(foreign.message.replaceAll(id, 'ID'), `${name} tells that the id exists`).toBe(
      absent.message.replaceAll(unknownId, 'ID'),
    );
  }
  // Last, so that a verb that removes or changes the thing was refused before it is allowed.
  for (const [name, call] of Object.entries(verbs))
    await expect(call(owner, id), `${name} for its owner`).resolves.not.toThrow();
}
