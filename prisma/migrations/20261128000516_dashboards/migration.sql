-- CreateTable
CREATE TABLE "traza"."dashboard" (
    "id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "experiment_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "panels" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "dashboard_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "traza"."chart_layout" (
    "experiment_id" INTEGER NOT NULL,
    "project_id" TEXT NOT NULL,
    "layout" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "chart_layout_pkey" PRIMARY KEY ("experiment_id")
);

-- CreateIndex
CREATE INDEX "dashboard_experiment_id_idx" ON "traza"."dashboard"("experiment_id");

-- CreateIndex
CREATE UNIQUE INDEX "dashboard_shared_name" ON "traza"."dashboard"("experiment_id", "name") WHERE (scope = 'shared');

-- CreateIndex
CREATE UNIQUE INDEX "dashboard_private_name" ON "traza"."dashboard"("experiment_id", "owner", "name") WHERE (scope = 'private');

-- AddForeignKey
ALTER TABLE "traza"."dashboard" ADD CONSTRAINT "dashboard_experiment_id_fkey" FOREIGN KEY ("experiment_id") REFERENCES "traza"."experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traza"."chart_layout" ADD CONSTRAINT "chart_layout_experiment_id_fkey" FOREIGN KEY ("experiment_id") REFERENCES "traza"."experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;
