-- Every agency, by region, function and name.
--
-- Scans: agencies.
SELECT id FROM agencies ORDER BY region, function_label, name LIMIT -1
