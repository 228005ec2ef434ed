import { classNames } from './class-names.ts';
import { text } from './text/text.ts';

/** The states the dashboard draws. Domain states are mapped to these by whoever shows them. */
export type Status = 'queued' | 'running' | 'finished' | 'failed' | 'canceled' | 'stalled' | 'preempted' | 'skipped';

const shapes: Record<Status, React.ReactNode> = {
  queued: <circle cx="7" cy="7" r="4" strokeWidth="1.5" />,
  running: (
    <>
      <circle className="pulse" cx="7" cy="7" r="5" strokeWidth="1.4" opacity=".4" />
      <circle cx="7" cy="7" r="2.8" fill="currentColor" stroke="none" />
    </>
  ),
  finished: <path d="M3 7.5l2.6 2.5L11 4.5" strokeWidth="1.8" />,
  failed: <path d="M4 4l6 6M10 4l-6 6" strokeWidth="1.8" />,
  canceled: <path d="M3.6 10.4l6.8-6.8M7 2a5 5 0 100 10A5 5 0 007 2" strokeWidth="1.4" />,
  stalled: <path d="M7 2a5 5 0 100 10A5 5 0 007 2M7 4.2V7l2 1.4" strokeWidth="1.5" />,
  preempted: <path d="M5 4v6M9 4v6" strokeWidth="1.8" />,
  skipped: <path d="M4 4l4 3-4 3zM10 4v6" strokeWidth="1.5" />,
};

/** Icon and word for a state. `label` replaces the word ("taken over", "written"); `iconOnly` keeps it for readers. */
export function StatusBadge({
  status,
  label,
  iconOnly,
  title,
}: {
  status: Status;
  label?: string;
  iconOnly?: boolean;
  title?: string;
}) {
  const word = label ?? text.jobState[status];
  return (
    <span className={classNames('status', status)} title={title ?? (iconOnly ? word : undefined)}>
      <svg
        viewBox="0 0 14 14"
        width="14"
        height="14"
        fill="none"
        stroke="currentColor"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {shapes[status]}
      </svg>
      <span className={iconOnly ? 'sr-only' : undefined}>{word}</span>
    </span>
  );
}
