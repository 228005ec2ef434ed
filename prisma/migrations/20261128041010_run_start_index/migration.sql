-- DropIndex
DROP INDEX "traza"."run_experiment_id_started_at_id_idx";

-- When a run began; for one that waits, when it was made: what runs are sorted by where nobody says otherwise.
CREATE INDEX "run_start_idx" ON traza.run (experiment_id, (coalesce(started_at, created_at)) DESC, id);
