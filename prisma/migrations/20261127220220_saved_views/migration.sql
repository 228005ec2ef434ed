-- CreateTable
CREATE TABLE "traza"."saved_view" (
    "id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "experiment_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "state" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "saved_view_experiment_id_idx" ON "traza"."saved_view"("experiment_id");

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_shared_name" ON "traza"."saved_view"("experiment_id", "name") WHERE (scope = 'shared');

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_private_name" ON "traza"."saved_view"("experiment_id", "owner", "name") WHERE (scope = 'private');

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_shared_default" ON "traza"."saved_view"("experiment_id") WHERE (scope = 'shared' AND is_default);

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_private_default" ON "traza"."saved_view"("experiment_id", "owner") WHERE (scope = 'private' AND is_default);

-- AddForeignKey
ALTER TABLE "traza"."saved_view" ADD CONSTRAINT "saved_view_experiment_id_fkey" FOREIGN KEY ("experiment_id") REFERENCES "traza"."experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;
