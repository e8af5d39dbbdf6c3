-- The sentences of some notices, for words of a single character.
--
-- :notices  JSON array of ids
SELECT x.id
FROM json_each(:notices) AS asked
CROSS JOIN sentences AS x ON x.notice_id = asked.value
