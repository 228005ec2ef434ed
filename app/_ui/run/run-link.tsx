import { RunStatus } from '#lib/runs/schema.ts';
import { Link } from '#lib/ui/navigation.tsx';
import { StatusBadge } from '#lib/ui/status-badge.tsx';

/** Another run by its name, with how it stands. */
export function RunLink({ run }: { run: { id: string; name: string; status: string } }) {
  const status = RunStatus.safeParse(run.status).data;
  return (
    <span className="row child-name">
      {status ? <StatusBadge status={status} iconOnly /> : null}
      <Link className="link clip" to={`/runs/${run.id}`} title={run.name}>
        {run.name}
      </Link>
    </span>
  );
}
