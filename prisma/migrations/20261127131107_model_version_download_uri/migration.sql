-- AlterTable
ALTER TABLE "traza"."model_version" ADD COLUMN     "download_uri" TEXT;
