-- DropForeignKey
ALTER TABLE "traza"."trace_run" DROP CONSTRAINT "trace_run_trace_key_fkey";

-- AlterTable
ALTER TABLE "traza"."trace_run" ADD COLUMN "project_id" TEXT, ADD COLUMN "trace_id" TEXT;

-- The links that are there name their traces from now on too.
UPDATE "traza"."trace_run" l SET "project_id" = t."project_id", "trace_id" = t."id"
FROM "traza"."trace" t WHERE t."key" = l."trace_key";

-- AlterTable
ALTER TABLE "traza"."trace_run" DROP CONSTRAINT "trace_run_pkey",
DROP COLUMN "trace_key",
ALTER COLUMN "project_id" SET NOT NULL,
ALTER COLUMN "trace_id" SET NOT NULL,
ADD CONSTRAINT "trace_run_pkey" PRIMARY KEY ("project_id", "trace_id", "run_id");
