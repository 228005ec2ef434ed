-- DropIndex
DROP INDEX "traza"."metric_series_experiment_id_key_last_idx";

-- DropIndex
DROP INDEX "traza"."run_last_word_at_idx";

-- CreateIndex
CREATE INDEX "metric_series_search_idx" ON "traza"."metric_series"("experiment_id", "key", "last", "run_id", "min", "max");
