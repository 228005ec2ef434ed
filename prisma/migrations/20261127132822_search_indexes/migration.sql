-- AlterTable
ALTER TABLE "traza"."param" ADD COLUMN     "experiment_id" INTEGER;

-- AlterTable
ALTER TABLE "traza"."tag" ADD COLUMN     "experiment_id" INTEGER;

-- CreateIndex
CREATE INDEX "run_experiment_id_ended_at_id_idx" ON "traza"."run"("experiment_id", "ended_at" DESC, "id");

-- What Prisma cannot say: indexes over the beginnings of texts, which may be longer than an index row. Byte order is
-- the order in which search shows texts, on every server.
CREATE INDEX "param_value_idx" ON traza.param (experiment_id, key, (left(value, 64) COLLATE "C"));
CREATE INDEX "tag_value_idx" ON traza.tag (experiment_id, key, (left(value, 64) COLLATE "C"));
CREATE INDEX "run_name_idx" ON traza.run (experiment_id, (left(name, 64) COLLATE "C"));

UPDATE traza.param p SET experiment_id = r.experiment_id FROM traza.run r WHERE r.id = p.run_id;
UPDATE traza.tag t SET experiment_id = r.experiment_id FROM traza.run r WHERE r.id = t.run_id;

CREATE FUNCTION traza.fill_experiment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT experiment_id INTO NEW.experiment_id FROM traza.run WHERE id = NEW.run_id;
  RETURN NEW;
END $$;

CREATE TRIGGER param_experiment BEFORE INSERT ON traza.param FOR EACH ROW
  WHEN (NEW.experiment_id IS NULL) EXECUTE FUNCTION traza.fill_experiment();
CREATE TRIGGER tag_experiment BEFORE INSERT ON traza.tag FOR EACH ROW
  WHEN (NEW.experiment_id IS NULL) EXECUTE FUNCTION traza.fill_experiment();
