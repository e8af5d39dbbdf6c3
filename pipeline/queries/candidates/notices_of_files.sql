-- The notices that were read from some files.
--
-- :paths  JSON array of paths as the ledger has them
SELECT s.notice_id AS id
FROM json_each(:paths) AS asked
CROSS JOIN sources AS s ON s.path = asked.value
