-- AlterTable
ALTER TABLE "traza"."job" ADD COLUMN     "backend" TEXT;
