-- CreateTable
CREATE TABLE "traza"."trace" (
    "key" BIGSERIAL NOT NULL,
    "id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "experiment_id" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "request_at" BIGINT NOT NULL,
    "duration_ms" BIGINT,
    "client_request_id" TEXT,
    "request_preview" TEXT,
    "response_preview" TEXT,
    "finalized" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trace_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "traza"."trace_tag" (
    "trace_key" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "trace_tag_pkey" PRIMARY KEY ("trace_key","key")
);

-- CreateTable
CREATE TABLE "traza"."trace_metadata" (
    "trace_key" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "trace_metadata_pkey" PRIMARY KEY ("trace_key","key")
);

-- CreateTable
CREATE TABLE "traza"."trace_span" (
    "trace_key" BIGINT NOT NULL,
    "id" TEXT NOT NULL,
    "parent_id" TEXT,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "start_ns" BIGINT NOT NULL,
    "end_ns" BIGINT,
    "content" JSONB NOT NULL,

    CONSTRAINT "trace_span_pkey" PRIMARY KEY ("trace_key","id")
);

-- CreateTable
CREATE TABLE "traza"."trace_assessment" (
    "id" TEXT NOT NULL,
    "trace_key" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "error" JSONB,
    "source_type" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "rationale" TEXT,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "span_id" TEXT,
    "overrides" TEXT,
    "valid" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trace_assessment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "traza"."trace_file" (
    "trace_key" BIGINT NOT NULL,
    "path" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "mime" TEXT NOT NULL DEFAULT 'application/octet-stream',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trace_file_pkey" PRIMARY KEY ("trace_key","path")
);

-- CreateTable
CREATE TABLE "traza"."trace_run" (
    "trace_key" BIGINT NOT NULL,
    "run_id" TEXT NOT NULL,

    CONSTRAINT "trace_run_pkey" PRIMARY KEY ("trace_key","run_id")
);

-- CreateIndex
CREATE INDEX "trace_experiment_id_request_at_key_idx" ON "traza"."trace"("experiment_id", "request_at" DESC, "key");

-- CreateIndex
CREATE UNIQUE INDEX "trace_project_id_id_key" ON "traza"."trace"("project_id", "id");

-- CreateIndex
CREATE INDEX "trace_assessment_trace_key_idx" ON "traza"."trace_assessment"("trace_key");

-- CreateIndex
CREATE INDEX "trace_file_digest_idx" ON "traza"."trace_file"("digest");

-- CreateIndex
CREATE INDEX "trace_run_run_id_idx" ON "traza"."trace_run"("run_id");

-- AddForeignKey
ALTER TABLE "traza"."trace_tag" ADD CONSTRAINT "trace_tag_trace_key_fkey" FOREIGN KEY ("trace_key") REFERENCES "traza"."trace"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."trace_metadata" ADD CONSTRAINT "trace_metadata_trace_key_fkey" FOREIGN KEY ("trace_key") REFERENCES "traza"."trace"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."trace_span" ADD CONSTRAINT "trace_span_trace_key_fkey" FOREIGN KEY ("trace_key") REFERENCES "traza"."trace"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."trace_assessment" ADD CONSTRAINT "trace_assessment_trace_key_fkey" FOREIGN KEY ("trace_key") REFERENCES "traza"."trace"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."trace_file" ADD CONSTRAINT "trace_file_trace_key_fkey" FOREIGN KEY ("trace_key") REFERENCES "traza"."trace"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."trace_run" ADD CONSTRAINT "trace_run_trace_key_fkey" FOREIGN KEY ("trace_key") REFERENCES "traza"."trace"("key") ON DELETE CASCADE ON UPDATE CASCADE;
