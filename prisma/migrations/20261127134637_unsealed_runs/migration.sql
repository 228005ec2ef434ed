-- CreateIndex
CREATE INDEX "run_unsealed_idx" ON "traza"."run"("last_word_at") WHERE (sealed_at IS NULL OR sealed_at < last_word_at);
