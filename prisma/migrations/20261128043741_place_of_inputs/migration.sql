-- AlterTable
ALTER TABLE "traza"."logged_input" ADD COLUMN     "place" INTEGER NOT NULL DEFAULT 0;
