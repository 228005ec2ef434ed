import type { Ctx } from '../../context.ts';
import { DomainError } from '../../errors.ts';
import type { ScorableVersion } from '../require-scorable-version.ts';
import { type Pyfunc, parsePyfunc } from './parse-pyfunc.ts';

const largest = 1024 * 1024;

/** What has to be known of a Python model to run it. @throws DomainError UNPROCESSABLE naming what is missing */
export async function readPyfunc(ctx: Ctx, model: ScorableVersion): Promise<Pyfunc> {
  const file = (name: string) => model.files.find((one) => one.path === name);
  const description = file('MLmodel');
  if (!description || description.size > largest || !file('requirements.txt')) {
    throw new DomainError('UNPROCESSABLE', `${model.label} does not say which Python packages it needs.`, {
      fields: [{ path: 'model', message: 'needs an MLmodel file and a requirements.txt beside it' }],
      hint: 'The log_model functions of MLflow write both.',
    });
  }
  return parsePyfunc(await new Response(await ctx.blobs.open(description.digest)).text());
}
