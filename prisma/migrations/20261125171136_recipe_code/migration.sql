-- AlterTable
ALTER TABLE "traza"."recipe" ADD COLUMN     "code_digest" TEXT;

-- CreateIndex
CREATE INDEX "recipe_project_id_code_digest_idx" ON "traza"."recipe"("project_id", "code_digest");
