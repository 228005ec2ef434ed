/** What a trace is shown with, beside its spans. */
export const traceShape = {
  tags: { select: { key: true, value: true }, orderBy: { key: 'asc' } },
  metadata: { select: { key: true, value: true }, orderBy: { key: 'asc' } },
  assessments: { orderBy: { createdAt: 'asc' } },
} as const;
