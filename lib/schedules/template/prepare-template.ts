import type { Ctx } from '../../context.ts';
import { DomainError } from '../../errors.ts';
import { parseInput } from '../../parse-input.ts';
import { prepareJob, submitInputs } from '../../runs/prepare-job.ts';
import type { PreparedJob } from '../../runs/queue-prepared.ts';
import { ScheduledKind } from '../schema.ts';
import type { TimeRule } from '../times/time-rule.ts';
import { blanksOf, fillTemplate } from './fill-template.ts';

/**
 * The job that a schedule's template means at a nominal time: blanks filled, names and aliases found as they are now.
 * @throws DomainError INVALID_INPUT, NOT_FOUND, UNPROCESSABLE; their fields begin with `template`
 */
export async function prepareTemplate(
  ctx: Ctx,
  { kind, template, timeZone }: { kind: string; template: unknown; timeZone: string },
  { rule, at }: { rule: TimeRule; at: Date },
): Promise<PreparedJob> {
  const known = ScheduledKind.parse(kind);
  const payload = fillTemplate(template, blanksOf({ at, before: rule.before(at), timeZone }));
  try {
    parseInput(submitInputs[known], payload, 'template');
    return await prepareJob(ctx, known, payload);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const fields = error.fields.map((field) => ({
      ...field,
      path: ['template', field.path].filter(Boolean).join('.'),
    }));
    throw new DomainError(error.code, error.message, {
      fields,
      cause: error,
      ...(error.hint === undefined ? {} : { hint: error.hint }),
    });
  }
}
