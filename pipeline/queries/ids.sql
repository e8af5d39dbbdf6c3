-- The ids of the rows to look in.
WITH found AS (SELECT id FROM candidates)
SELECT DISTINCT id FROM found
