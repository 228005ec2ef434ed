import { z } from 'zod';
import { JobError } from '#lib/queue/schema.ts';

/** The last message of a child: how it ended, in its own words. */
export const ChildReport = z.discriminatedUnion('type', [
  z.object({ type: z.literal('succeeded') }),
  z.object({ type: z.literal('failed'), error: JobError }),
]);
export type ChildReport = z.infer<typeof ChildReport>;

/** What the end of a child's process means when nobody asked it to stop. */
export function readChildResult(ended: {
  exitCode: number | null;
  signal: string | null;
  report: unknown;
}): ChildReport {
  const report = ChildReport.safeParse(ended.report);
  if (report.success && (report.data.type === 'failed' || ended.exitCode === 0)) return report.data;
  const how = ended.signal ? `was ended by ${ended.signal}` : `ended with exit code ${ended.exitCode}`;
  return {
    type: 'failed',
    error: {
      code: 'PROCESS_DIED',
      message: `The job's process ${how} before it reported a result.`,
      ...(ended.signal === 'SIGKILL' ? { hint: 'A process killed from outside has often used up the memory.' } : {}),
    },
  };
}
