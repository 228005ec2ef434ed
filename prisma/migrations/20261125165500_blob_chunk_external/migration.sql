-- Chunks are read whole and hold bytes that are compressed already (Parquet, models): PostgreSQL need not try again.
ALTER TABLE "traza"."blob_chunk" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;
