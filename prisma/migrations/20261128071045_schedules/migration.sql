-- CreateTable
CREATE TABLE "traza"."schedule" (
    "id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "template" JSONB NOT NULL,
    "cron" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "jitter_seconds" INTEGER NOT NULL DEFAULT 0,
    "catch_up" TEXT NOT NULL,
    "overlap" TEXT NOT NULL,
    "paused_at" TIMESTAMPTZ(3),
    "paused_by" TEXT,
    "decided_to" TIMESTAMPTZ(3) NOT NULL,
    "passed_over_to" TIMESTAMPTZ(3),
    "next_at" TIMESTAMPTZ(3),
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "traza"."schedule_slot" (
    "id" TEXT NOT NULL,
    "schedule_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "trigger" TEXT NOT NULL DEFAULT 'time',
    "nominal_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "reason" JSONB,
    "revision" INTEGER NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "run_id" TEXT,

    CONSTRAINT "schedule_slot_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "schedule_next_idx" ON "traza"."schedule"("next_at") WHERE (next_at IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "schedule_name" ON "traza"."schedule"("project_id", "name") WHERE (deleted_at IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "schedule_slot_run_id_key" ON "traza"."schedule_slot"("run_id");

-- CreateIndex
CREATE INDEX "schedule_slot_schedule_id_nominal_at_id_idx" ON "traza"."schedule_slot"("schedule_id", "nominal_at" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "schedule_slot_nominal" ON "traza"."schedule_slot"("schedule_id", "nominal_at") WHERE (trigger = 'time');

-- CreateIndex
CREATE INDEX "job_under_way_idx" ON "traza"."job"("concurrency_key") WHERE (concurrency_key IS NOT NULL AND (state = 'queued' OR state = 'running'));

-- AddForeignKey
ALTER TABLE "traza"."schedule_slot" ADD CONSTRAINT "schedule_slot_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "traza"."schedule"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."schedule_slot" ADD CONSTRAINT "schedule_slot_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "traza"."run"("id") ON DELETE SET NULL ON UPDATE CASCADE;
