-- The notices of a region, by region and date.
--
-- :region  part of a region's path
SELECT n.id
FROM regions AS r
CROSS JOIN notices AS n ON n.region = r.path
WHERE instr(replace(r.path, '/', ''), replace(:region, '/', ''))
ORDER BY n.region, n.issued_on, n.id
