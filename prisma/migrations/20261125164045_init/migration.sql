-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "traza";

-- CreateTable
CREATE TABLE "traza"."blob" (
    "digest" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "store" TEXT NOT NULL,
    "content_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "blob_pkey" PRIMARY KEY ("digest")
);

-- CreateTable
CREATE TABLE "traza"."blob_chunk" (
    "content_id" TEXT NOT NULL,
    "index" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "blob_chunk_pkey" PRIMARY KEY ("content_id","index")
);

-- CreateTable
CREATE TABLE "traza"."upload" (
    "id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "sniff" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "traza"."dataset" (
    "id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL DEFAULT 'data',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dataset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "traza"."dataset_version" (
    "id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "dataset_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "read_options" JSONB NOT NULL DEFAULT '{}',
    "row_count" BIGINT NOT NULL,
    "byte_size" BIGINT NOT NULL,
    "columns" JSONB NOT NULL,
    "profile" JSONB,
    "source" JSONB NOT NULL DEFAULT '{}',
    "parent_version_id" TEXT,
    "run_id" TEXT,
    "recipe_digest" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dataset_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "traza"."dataset_file" (
    "version_id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "digest" TEXT NOT NULL,
    "row_count" BIGINT,

    CONSTRAINT "dataset_file_pkey" PRIMARY KEY ("version_id","path")
);

-- CreateTable
CREATE TABLE "traza"."metric_series" (
    "id" BIGSERIAL NOT NULL,
    "run_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" BIGINT NOT NULL DEFAULT 0,
    "nan_count" BIGINT NOT NULL DEFAULT 0,
    "last" DOUBLE PRECISION NOT NULL,
    "last_step" BIGINT NOT NULL,
    "last_at" BIGINT NOT NULL,
    "min" DOUBLE PRECISION,
    "max" DOUBLE PRECISION,
    "sum" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "first_step" BIGINT NOT NULL,
    "first_at" BIGINT NOT NULL,

    CONSTRAINT "metric_series_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "traza"."metric_point" (
    "series_id" BIGINT NOT NULL,
    "step" BIGINT NOT NULL,
    "at" BIGINT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0
);

-- CreateTable
CREATE TABLE "traza"."model" (
    "id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "traza"."model_version" (
    "id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "model_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "run_id" TEXT NOT NULL,
    "artifact_path" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "flavor" TEXT NOT NULL,
    "signature" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "traza"."model_alias" (
    "model_id" TEXT NOT NULL,
    "alias" TEXT NOT NULL,
    "version_id" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "model_alias_pkey" PRIMARY KEY ("model_id","alias")
);

-- CreateTable
CREATE TABLE "traza"."project" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "traza"."idempotency_key" (
    "project_id" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_digest" TEXT NOT NULL,
    "status" INTEGER,
    "body" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("project_id","route","key")
);

-- CreateTable
CREATE TABLE "traza"."audit_event" (
    "id" BIGSERIAL NOT NULL,
    "project_id" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "traza"."job" (
    "id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "priority" INTEGER NOT NULL DEFAULT 0,
    "slots" INTEGER NOT NULL DEFAULT 1,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "max_attempts" INTEGER NOT NULL DEFAULT 3,
    "available_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "timeout_ms" BIGINT,
    "worker_id" TEXT,
    "cancel_requested_at" TIMESTAMPTZ(3),
    "cancel_requested_by" TEXT,
    "progress" JSONB NOT NULL DEFAULT '{}',
    "error" JSONB,
    "concurrency_key" TEXT,
    "concurrency_limit" INTEGER,
    "concurrency_slot" INTEGER,
    "retry_of_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "traza"."job_attempt" (
    "job_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "worker_id" TEXT NOT NULL,
    "outcome" TEXT NOT NULL DEFAULT 'running',
    "lease_until" TIMESTAMPTZ(3) NOT NULL,
    "error" JSONB,
    "environment" JSONB,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "job_attempt_pkey" PRIMARY KEY ("job_id","number")
);

-- CreateTable
CREATE TABLE "traza"."partition" (
    "job_id" TEXT NOT NULL,
    "index" INTEGER NOT NULL,
    "row_start" BIGINT NOT NULL,
    "row_end" BIGINT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "worker_id" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "lost" JSONB NOT NULL DEFAULT '[]',
    "rows" BIGINT,
    "quarantined" BIGINT,
    "output_digest" TEXT,
    "output_size" BIGINT,
    "quarantine_digest" TEXT,
    "stats" JSONB,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "partition_pkey" PRIMARY KEY ("job_id","index")
);

-- CreateTable
CREATE TABLE "traza"."worker" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "slots" INTEGER NOT NULL,
    "capabilities" JSONB NOT NULL DEFAULT '{}',
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heartbeat_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "stopped_at" TIMESTAMPTZ(3),

    CONSTRAINT "worker_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "traza"."recipe" (
    "project_id" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "recipe_pkey" PRIMARY KEY ("project_id","digest")
);

-- CreateTable
CREATE TABLE "traza"."code_version" (
    "digest" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "manifest" JSONB NOT NULL,
    "archive_digest" TEXT,
    "git_commit" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "code_version_pkey" PRIMARY KEY ("digest")
);

-- CreateTable
CREATE TABLE "traza"."reproduction" (
    "id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "job_id" TEXT,
    "executions" INTEGER NOT NULL,
    "verdict" TEXT,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "reproduction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "traza"."experiment" (
    "id" SERIAL NOT NULL,
    "project_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "primary_metric" TEXT,
    "metric_direction" TEXT,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "experiment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "traza"."run" (
    "id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "experiment_id" INTEGER,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "status_reason" TEXT,
    "actor" TEXT NOT NULL,
    "recipe_digest" TEXT,
    "reproduction_id" TEXT,
    "parent_run_id" TEXT,
    "environment" JSONB,
    "environment_digest" TEXT,
    "tainted_reason" TEXT,
    "summary" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "traza"."param" (
    "run_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "param_pkey" PRIMARY KEY ("run_id","key")
);

-- CreateTable
CREATE TABLE "traza"."tag" (
    "run_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "tag_pkey" PRIMARY KEY ("run_id","key")
);

-- CreateTable
CREATE TABLE "traza"."run_input" (
    "run_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "dataset_version_id" TEXT,
    "model_version_id" TEXT,
    "digest_before" TEXT,
    "digest_after" TEXT,

    CONSTRAINT "run_input_pkey" PRIMARY KEY ("run_id","role")
);

-- CreateTable
CREATE TABLE "traza"."artifact" (
    "run_id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "mime" TEXT NOT NULL DEFAULT 'application/octet-stream',
    "deterministic" BOOLEAN NOT NULL DEFAULT false,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "artifact_pkey" PRIMARY KEY ("run_id","path")
);

-- CreateTable
CREATE TABLE "traza"."log_chunk" (
    "id" BIGSERIAL NOT NULL,
    "run_id" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "stream" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "log_chunk_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "dataset_project_id_name_key" ON "traza"."dataset"("project_id", "name");

-- CreateIndex
CREATE INDEX "dataset_version_project_id_digest_idx" ON "traza"."dataset_version"("project_id", "digest");

-- CreateIndex
CREATE INDEX "dataset_version_parent_version_id_idx" ON "traza"."dataset_version"("parent_version_id");

-- CreateIndex
CREATE INDEX "dataset_version_run_id_idx" ON "traza"."dataset_version"("run_id");

-- CreateIndex
CREATE UNIQUE INDEX "dataset_version_dataset_id_number_key" ON "traza"."dataset_version"("dataset_id", "number");

-- CreateIndex
CREATE INDEX "dataset_file_digest_idx" ON "traza"."dataset_file"("digest");

-- CreateIndex
CREATE UNIQUE INDEX "metric_series_run_id_key_key" ON "traza"."metric_series"("run_id", "key");

-- CreateIndex
CREATE INDEX "metric_point_series_id_step_idx" ON "traza"."metric_point"("series_id", "step");

-- CreateIndex
CREATE UNIQUE INDEX "model_project_id_name_key" ON "traza"."model"("project_id", "name");

-- CreateIndex
CREATE INDEX "model_version_run_id_idx" ON "traza"."model_version"("run_id");

-- CreateIndex
CREATE INDEX "model_version_project_id_digest_idx" ON "traza"."model_version"("project_id", "digest");

-- CreateIndex
CREATE UNIQUE INDEX "model_version_model_id_number_key" ON "traza"."model_version"("model_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "project_slug_key" ON "traza"."project"("slug");

-- CreateIndex
CREATE INDEX "audit_event_project_id_id_idx" ON "traza"."audit_event"("project_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "job_run_id_key" ON "traza"."job"("run_id");

-- CreateIndex
CREATE INDEX "job_state_priority_available_at_id_idx" ON "traza"."job"("state", "priority" DESC, "available_at", "id");

-- CreateIndex
CREATE INDEX "job_project_id_created_at_id_idx" ON "traza"."job"("project_id", "created_at" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "job_concurrency_key_concurrency_slot_key" ON "traza"."job"("concurrency_key", "concurrency_slot");

-- CreateIndex
CREATE INDEX "partition_job_id_state_idx" ON "traza"."partition"("job_id", "state");

-- CreateIndex
CREATE INDEX "reproduction_run_id_idx" ON "traza"."reproduction"("run_id");

-- CreateIndex
CREATE UNIQUE INDEX "experiment_project_id_name_key" ON "traza"."experiment"("project_id", "name");

-- CreateIndex
CREATE INDEX "run_project_id_created_at_idx" ON "traza"."run"("project_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "run_experiment_id_created_at_idx" ON "traza"."run"("experiment_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "run_project_id_status_idx" ON "traza"."run"("project_id", "status");

-- CreateIndex
CREATE INDEX "run_recipe_digest_idx" ON "traza"."run"("recipe_digest");

-- CreateIndex
CREATE INDEX "run_reproduction_id_idx" ON "traza"."run"("reproduction_id");

-- CreateIndex
CREATE INDEX "run_input_dataset_version_id_idx" ON "traza"."run_input"("dataset_version_id");

-- CreateIndex
CREATE INDEX "run_input_model_version_id_idx" ON "traza"."run_input"("model_version_id");

-- CreateIndex
CREATE INDEX "artifact_digest_idx" ON "traza"."artifact"("digest");

-- CreateIndex
CREATE INDEX "log_chunk_run_id_id_idx" ON "traza"."log_chunk"("run_id", "id");

-- AddForeignKey
ALTER TABLE "traza"."dataset" ADD CONSTRAINT "dataset_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "traza"."project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."dataset_version" ADD CONSTRAINT "dataset_version_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "traza"."dataset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."dataset_file" ADD CONSTRAINT "dataset_file_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "traza"."dataset_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."metric_series" ADD CONSTRAINT "metric_series_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "traza"."run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."model" ADD CONSTRAINT "model_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "traza"."project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."model_version" ADD CONSTRAINT "model_version_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "traza"."model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."model_alias" ADD CONSTRAINT "model_alias_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "traza"."model"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."model_alias" ADD CONSTRAINT "model_alias_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "traza"."model_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."job" ADD CONSTRAINT "job_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "traza"."run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."job_attempt" ADD CONSTRAINT "job_attempt_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "traza"."job"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."partition" ADD CONSTRAINT "partition_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "traza"."job"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."experiment" ADD CONSTRAINT "experiment_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "traza"."project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."run" ADD CONSTRAINT "run_experiment_id_fkey" FOREIGN KEY ("experiment_id") REFERENCES "traza"."experiment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."param" ADD CONSTRAINT "param_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "traza"."run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."tag" ADD CONSTRAINT "tag_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "traza"."run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."run_input" ADD CONSTRAINT "run_input_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "traza"."run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."run_input" ADD CONSTRAINT "run_input_dataset_version_id_fkey" FOREIGN KEY ("dataset_version_id") REFERENCES "traza"."dataset_version"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."run_input" ADD CONSTRAINT "run_input_model_version_id_fkey" FOREIGN KEY ("model_version_id") REFERENCES "traza"."model_version"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."artifact" ADD CONSTRAINT "artifact_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "traza"."run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
