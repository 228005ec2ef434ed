import { DayBars } from '#lib/ui/chart/day-bars.tsx';
import { formatCount } from '#lib/ui/format.ts';
import { StatusBadge } from '#lib/ui/status-badge.tsx';
import { text } from '#lib/ui/text/text.ts';

/** What goes on in an experiment or a project; undefined where it is on its way. */
interface Activity {
  /** Runs of each of the last days, the newest last. */
  days: readonly number[];
  running: number;
  failed: number;
}

export function ActivityDays({ activity }: { activity: Activity | undefined }) {
  if (!activity) return null;
  const all = activity.days.reduce((sum, runs) => sum + runs, 0);
  return <DayBars days={activity.days} label={text.experiments.days(all)} />;
}

export function ActivityState({ activity }: { activity: Activity | undefined }) {
  return (
    <span className="row">
      {activity?.running ? (
        <StatusBadge
          status="running"
          label={formatCount(activity.running)}
          title={text.experiments.running(activity.running)}
        />
      ) : null}
      {activity?.failed ? (
        <StatusBadge
          status="failed"
          label={formatCount(activity.failed)}
          title={text.experiments.failed(activity.failed)}
        />
      ) : null}
    </span>
  );
}
