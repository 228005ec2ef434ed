-- AlterTable
ALTER TABLE "traza"."metric_series" DROP COLUMN "sum";

-- CreateTable
CREATE TABLE "traza"."model_file" (
    "version_id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "digest" TEXT NOT NULL,

    CONSTRAINT "model_file_pkey" PRIMARY KEY ("version_id","path")
);

-- CreateIndex
CREATE INDEX "model_file_digest_idx" ON "traza"."model_file"("digest");

-- AddForeignKey
ALTER TABLE "traza"."model_file" ADD CONSTRAINT "model_file_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "traza"."model_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;
