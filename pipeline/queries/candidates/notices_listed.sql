-- The notices given.
--
-- :notices  JSON array of ids
SELECT value AS id FROM json_each(:notices)
