-- What the agencies of the ledger are for: each function's id and label.
--
-- Scans: agencies.
SELECT DISTINCT function AS id, coalesce(function_label, function) AS label
FROM agencies
WHERE function IS NOT NULL
ORDER BY label, id
