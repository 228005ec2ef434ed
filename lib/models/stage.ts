import { DomainError } from '../errors.ts';

/** MLflow's stages. Aliases say the same better; clients of years ago still use them. */
export const stages = ['None', 'Staging', 'Production', 'Archived'] as const;
export type Stage = (typeof stages)[number];

/** Stages that a version can be given in place of the one that has it. */
export const activeStages: readonly Stage[] = ['Staging', 'Production'];

/** The stage as it is written, whatever the case it was asked in. @throws DomainError INVALID_INPUT */
export function canonicalStage(asked: string): Stage {
  const stage = stages.find((one) => one.toLowerCase() === asked.toLowerCase());
  if (stage) return stage;
  throw new DomainError(
    'INVALID_INPUT',
    `Invalid Model Version stage: ${asked.slice(0, 100)}. Value must be one of ${stages.join(', ')}.`,
    { fields: [{ path: 'stage', message: `must be one of ${stages.join(', ')}` }] },
  );
}
