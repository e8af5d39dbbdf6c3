-- The amounts of some notices.
--
-- :notices  JSON array of ids
SELECT q.id
FROM json_each(:notices) AS asked
CROSS JOIN quantities AS q ON q.notice_id = asked.value
