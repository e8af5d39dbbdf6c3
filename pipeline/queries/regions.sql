-- The regions that notices of the ledger are of, by their paths; null where a notice names none.
--
-- :region  part of a region's path, or null
SELECT path AS region
FROM regions
WHERE (:region IS NULL OR instr(replace(path, '/', ''), replace(:region, '/', ''))) AND EXISTS (SELECT 1 FROM notices WHERE notices.region = path)
UNION ALL
SELECT NULL
WHERE :region IS NULL AND EXISTS (SELECT 1 FROM notices WHERE region IS NULL)
ORDER BY region
