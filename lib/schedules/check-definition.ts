import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { prepareTemplate } from './template/prepare-template.ts';
import { checkTimeRule, type TimeRule, type TimeRuleInput } from './times/time-rule.ts';

type Definition = TimeRuleInput & { name: string; kind: string; template: unknown };

/**
 * A schedule as somebody wants it: its times come, its template can be filled, all that it names is there, and its name
 * is free.
 * @returns the rule of its times
 * @throws DomainError INVALID_INPUT, NOT_FOUND, UNPROCESSABLE, CONFLICT; each names the field
 */
export async function checkDefinition(
  ctx: Ctx,
  definition: Definition,
  { now, except }: { now: Date; except?: string },
): Promise<TimeRule> {
  const rule = checkTimeRule(definition, now);
  await prepareTemplate(ctx, definition, { rule, at: rule.next(now) ?? now });
  const { name } = definition;
  const taken = await ctx.db.schedule.count({
    where: { projectId: ctx.project.id, name, deletedAt: null, ...(except ? { id: { not: except } } : {}) },
  });
  if (taken > 0) {
    throw new DomainError('CONFLICT', `A schedule "${name}" exists already.`, {
      fields: [{ path: 'name', message: 'is taken', code: 'field.taken' }],
    });
  }
  return rule;
}

/** A moment as it was sent. */
export const momentOf = (text: string | null): Date | null => (text === null ? null : new Date(text));
