-- CreateTable
CREATE TABLE "traza"."metric_hot" (
    "series_id" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "steps" BIGINT[] NOT NULL,
    "ats" BIGINT[] NOT NULL,
    "values" DOUBLE PRECISION[] NOT NULL,

    CONSTRAINT "metric_hot_pkey" PRIMARY KEY ("series_id","id")
);

-- 320 points fill a page; kept there whole and as they are, since the sealer takes them out again within minutes.
ALTER TABLE traza.metric_hot SET (toast_tuple_target = 8160);
ALTER TABLE traza.metric_hot ALTER COLUMN steps SET STORAGE EXTERNAL, ALTER COLUMN ats SET STORAGE EXTERNAL,
  ALTER COLUMN "values" SET STORAGE EXTERNAL;

INSERT INTO traza.metric_hot (series_id, attempt, steps, ats, "values")
SELECT series_id, attempt, array_agg(step ORDER BY step, at, value), array_agg(at ORDER BY step, at, value),
  array_agg(value ORDER BY step, at, value)
FROM (
  SELECT *, (row_number() OVER (PARTITION BY series_id, attempt ORDER BY step, at, value) - 1) / 320 AS part
  FROM traza.metric_point
) AS p
GROUP BY series_id, attempt, part ORDER BY series_id, attempt, part;

-- DropTable
DROP TABLE "traza"."metric_point";

CREATE VIEW traza.metric_point AS
SELECT h.series_id, p.step, p.at, p.value, h.attempt
FROM traza.metric_hot h, unnest(h.steps, h.ats, h."values") AS p(step, at, value);
