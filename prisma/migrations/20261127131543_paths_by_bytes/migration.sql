-- Paths are ordered by their bytes whatever the database's collation: a folder is one range of the primary key.
ALTER TABLE "traza"."artifact" ALTER COLUMN "path" TYPE TEXT COLLATE "C";
ALTER TABLE "traza"."logged_model_file" ALTER COLUMN "path" TYPE TEXT COLLATE "C";
