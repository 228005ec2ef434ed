import type { Ctx } from '../context.ts';
import { announce } from '../events/announce.ts';
import { heard } from '../runs/heard.ts';
import type { FileOwner } from './file-owner.ts';

/** Tells who looks that the files of an owner changed; a client that sends files has not fallen silent. */
export function noteChange(ctx: Ctx, { kind, id }: FileOwner): void {
  if (kind === 'trace') return;
  if (kind === 'run') heard(ctx, id);
  announce(ctx, { topic: kind === 'run' ? 'run' : 'model', id });
}
