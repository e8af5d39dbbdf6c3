-- The assignments of some notices.
--
-- :notices  JSON array of ids
SELECT a.id
FROM json_each(:notices) AS asked
CROSS JOIN assignments AS a ON a.notice_id = asked.value
