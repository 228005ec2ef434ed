/** What MLflow's answers about a version need loaded with it. */
export const registryVersionShape = {
  model: { select: { name: true } },
  aliases: { select: { alias: true }, orderBy: { alias: 'asc' } },
  tags: { select: { key: true, value: true }, orderBy: { key: 'asc' } },
} as const;

/** The same of a registered model, beside the newest version of each stage. */
export const registryModelShape = {
  tags: { select: { key: true, value: true }, orderBy: { key: 'asc' } },
  aliases: { select: { alias: true, version: { select: { number: true } } }, orderBy: { alias: 'asc' } },
} as const;
