-- What became of a division that is no more: the path of its successor, the day or the year, and where that is said.

ALTER TABLE regions ADD COLUMN successor TEXT CHECK (successor <> '');

ALTER TABLE regions ADD COLUMN ended TEXT CHECK (ended <> '');

ALTER TABLE regions ADD COLUMN source TEXT;

-- Each region with every region that it lies in, itself included (`depth` 0), so that a district's rows add up above.
CREATE VIEW regions_above AS
WITH RECURSIVE up (path, above, depth) AS (
    SELECT path, path, 0 FROM regions
    UNION ALL
    SELECT up.path, r.parent, up.depth + 1
    FROM up
    JOIN regions AS r ON r.path = up.above
    WHERE r.parent IS NOT NULL
)
SELECT up.path, up.above, up.depth, r.level AS above_level
FROM up
JOIN regions AS r ON r.path = up.above;

-- Regions are read by the day of the notice now; the next ingest reads these notices again.
UPDATE notices SET schema_version = 'before dated regions';
