-- CreateIndex
CREATE INDEX "trace_project_id_request_at_key_idx" ON "traza"."trace"("project_id", "request_at" DESC, "key");
