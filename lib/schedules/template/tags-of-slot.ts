/** Tags of a run that a schedule started: searched like any others, also once the schedule is gone. */
export function tagsOfSlot(schedule: { name: string }, at: Date): Record<string, string> {
  return { 'schedule.name': schedule.name, 'schedule.nominal_time': at.toISOString() };
}
