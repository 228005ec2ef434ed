-- CreateIndex
CREATE INDEX "run_parent_idx" ON "traza"."run"("parent_run_id") WHERE (parent_run_id IS NOT NULL);
