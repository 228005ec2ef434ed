-- DropIndex
DROP INDEX "traza"."metric_point_series_id_step_idx";

-- A series is a set of (step, at, value) from here on: points that were kept twice are kept once.
DELETE FROM traza.metric_point p USING (
  SELECT ctid, row_number() OVER (PARTITION BY series_id, step, at, value ORDER BY attempt DESC) AS copy
  FROM traza.metric_point
) AS c
WHERE p.ctid = c.ctid AND c.copy > 1;

-- AlterTable
ALTER TABLE "traza"."experiment" ADD COLUMN     "artifact_location" TEXT,
ADD COLUMN     "is_default" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "traza"."metric_series" ADD COLUMN     "experiment_id" INTEGER,
ADD COLUMN     "hot" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "sealed_to" BIGINT,
ADD COLUMN     "sum" DOUBLE PRECISION NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "traza"."model" ADD COLUMN     "deleted_at" TIMESTAMPTZ(3),
ADD COLUMN     "is_prompt" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "traza"."model_version" ADD COLUMN     "deleted_at" TIMESTAMPTZ(3),
ADD COLUMN     "description" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "logged_model_id" TEXT,
ADD COLUMN     "run_link" TEXT,
ADD COLUMN     "source" TEXT,
ADD COLUMN     "stage" TEXT NOT NULL DEFAULT 'None',
ADD COLUMN     "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "user_name" TEXT,
ALTER COLUMN "run_id" DROP NOT NULL,
ALTER COLUMN "artifact_path" SET DEFAULT '',
ALTER COLUMN "digest" DROP NOT NULL;

-- AlterTable
ALTER TABLE "traza"."run" ADD COLUMN     "archived_at" TIMESTAMPTZ(3),
ADD COLUMN     "last_word_at" TIMESTAMPTZ(3),
ADD COLUMN     "sealed_at" TIMESTAMPTZ(3),
ADD COLUMN     "user_name" TEXT;

-- CreateTable
CREATE TABLE "traza"."multipart_upload" (
    "id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "multipart_upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "traza"."multipart_part" (
    "upload_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "size" BIGINT NOT NULL,

    CONSTRAINT "multipart_part_pkey" PRIMARY KEY ("upload_id","number")
);

-- CreateTable
CREATE TABLE "traza"."logged_dataset" (
    "id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "experiment_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "source_type" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "schema" TEXT,
    "profile" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "logged_dataset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "traza"."logged_input" (
    "run_id" TEXT NOT NULL,
    "dataset_id" TEXT NOT NULL,
    "tags" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "logged_input_pkey" PRIMARY KEY ("run_id","dataset_id")
);

-- CreateTable
CREATE TABLE "traza"."metric_block" (
    "series_id" BIGINT NOT NULL,
    "level" SMALLINT NOT NULL,
    "index" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,
    "first_step" BIGINT NOT NULL,
    "last_step" BIGINT NOT NULL,
    "min_at" BIGINT NOT NULL,
    "max_at" BIGINT NOT NULL,
    "body" BYTEA NOT NULL,

    CONSTRAINT "metric_block_pkey" PRIMARY KEY ("series_id","level","index")
);

-- CreateTable
CREATE TABLE "traza"."model_tag" (
    "model_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "model_tag_pkey" PRIMARY KEY ("model_id","key")
);

-- CreateTable
CREATE TABLE "traza"."model_version_tag" (
    "version_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "model_version_tag_pkey" PRIMARY KEY ("version_id","key")
);

-- CreateTable
CREATE TABLE "traza"."logged_model" (
    "id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "experiment_id" INTEGER NOT NULL,
    "source_run_id" TEXT,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "status_message" TEXT,
    "model_type" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "logged_model_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "traza"."logged_model_param" (
    "model_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "logged_model_param_pkey" PRIMARY KEY ("model_id","key")
);

-- CreateTable
CREATE TABLE "traza"."logged_model_tag" (
    "model_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "logged_model_tag_pkey" PRIMARY KEY ("model_id","key")
);

-- CreateTable
CREATE TABLE "traza"."logged_model_metric" (
    "model_id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "step" BIGINT NOT NULL,
    "at" BIGINT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "dataset_name" TEXT NOT NULL DEFAULT '',
    "dataset_digest" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "logged_model_metric_pkey" PRIMARY KEY ("model_id","key","step","at","run_id","value","dataset_name","dataset_digest")
);

-- CreateTable
CREATE TABLE "traza"."logged_model_file" (
    "model_id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "mime" TEXT NOT NULL DEFAULT 'application/octet-stream',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "logged_model_file_pkey" PRIMARY KEY ("model_id","path")
);

-- CreateTable
CREATE TABLE "traza"."run_logged_model" (
    "run_id" TEXT NOT NULL,
    "model_id" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "step" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "run_logged_model_pkey" PRIMARY KEY ("run_id","model_id","direction")
);

-- CreateTable
CREATE TABLE "traza"."experiment_tag" (
    "experiment_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "experiment_tag_pkey" PRIMARY KEY ("experiment_id","key")
);

-- CreateTable
CREATE TABLE "traza"."run_recipe" (
    "run_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "run_recipe_pkey" PRIMARY KEY ("run_id","revision")
);

-- CreateIndex
CREATE INDEX "multipart_part_digest_idx" ON "traza"."multipart_part"("digest");

-- CreateIndex
CREATE UNIQUE INDEX "logged_dataset_experiment_id_name_digest_key" ON "traza"."logged_dataset"("experiment_id", "name", "digest");

-- CreateIndex
CREATE INDEX "logged_input_dataset_id_idx" ON "traza"."logged_input"("dataset_id");

-- CreateIndex
CREATE INDEX "logged_model_experiment_id_created_at_idx" ON "traza"."logged_model"("experiment_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "logged_model_source_run_id_idx" ON "traza"."logged_model"("source_run_id");

-- CreateIndex
CREATE INDEX "logged_model_file_digest_idx" ON "traza"."logged_model_file"("digest");

-- CreateIndex
CREATE INDEX "run_logged_model_model_id_idx" ON "traza"."run_logged_model"("model_id");

-- CreateIndex
CREATE UNIQUE INDEX "metric_point_series_id_step_at_value_key" ON "traza"."metric_point"("series_id", "step", "at", "value");

-- CreateIndex
CREATE INDEX "metric_series_experiment_id_key_last_idx" ON "traza"."metric_series"("experiment_id", "key", "last");

-- CreateIndex
CREATE INDEX "metric_series_hot_idx" ON "traza"."metric_series"("hot") WHERE (hot >= 1024);

-- CreateIndex
CREATE INDEX "run_experiment_id_started_at_id_idx" ON "traza"."run"("experiment_id", "started_at" DESC, "id");

-- CreateIndex
CREATE INDEX "run_last_word_at_idx" ON "traza"."run"("last_word_at");

-- AddForeignKey
ALTER TABLE "traza"."multipart_part" ADD CONSTRAINT "multipart_part_upload_id_fkey" FOREIGN KEY ("upload_id") REFERENCES "traza"."multipart_upload"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."logged_input" ADD CONSTRAINT "logged_input_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "traza"."run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."logged_input" ADD CONSTRAINT "logged_input_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "traza"."logged_dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."metric_block" ADD CONSTRAINT "metric_block_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "traza"."metric_series"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."model_tag" ADD CONSTRAINT "model_tag_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "traza"."model"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."model_version_tag" ADD CONSTRAINT "model_version_tag_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "traza"."model_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."logged_model_param" ADD CONSTRAINT "logged_model_param_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "traza"."logged_model"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."logged_model_tag" ADD CONSTRAINT "logged_model_tag_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "traza"."logged_model"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."logged_model_metric" ADD CONSTRAINT "logged_model_metric_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "traza"."logged_model"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."logged_model_file" ADD CONSTRAINT "logged_model_file_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "traza"."logged_model"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."run_logged_model" ADD CONSTRAINT "run_logged_model_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "traza"."run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."run_logged_model" ADD CONSTRAINT "run_logged_model_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "traza"."logged_model"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."experiment_tag" ADD CONSTRAINT "experiment_tag_experiment_id_fkey" FOREIGN KEY ("experiment_id") REFERENCES "traza"."experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."run_recipe" ADD CONSTRAINT "run_recipe_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "traza"."run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the new columns say of what was there before.
UPDATE traza.metric_series s SET
  experiment_id = r.experiment_id, count = p.count, hot = p.count, nan_count = p.nan_count, sum = p.sum
FROM traza.run r, (
  SELECT series_id, count(*) AS count, count(*) FILTER (WHERE value = 'NaN') AS nan_count,
    coalesce(sum(value) FILTER (WHERE value <> 'NaN'), 0) AS sum
  FROM traza.metric_point GROUP BY series_id
) AS p
WHERE r.id = s.run_id AND p.series_id = s.id;

UPDATE traza.experiment SET is_default = true WHERE name = 'Default';

UPDATE traza.run SET last_word_at = coalesce(ended_at, started_at, created_at) WHERE kind = 'external';

-- Bodies are compressed already.
ALTER TABLE traza.metric_block ALTER COLUMN body SET STORAGE EXTERNAL;
