-- The assignments of some record ids.
--
-- :records  JSON array of record ids
SELECT a.id
FROM json_each(:records) AS asked
CROSS JOIN assignments AS a ON a.record = asked.value
