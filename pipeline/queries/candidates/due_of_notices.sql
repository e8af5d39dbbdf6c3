-- What has a deadline in some notices, the soonest first; ongoing duties last.
--
-- :notices  JSON array of ids
-- :before   deadline on this day or earlier, or null
WITH asked AS MATERIALIZED (SELECT value AS notice_id FROM json_each(:notices))
SELECT 'assignment' AS kind, a.id, a.due AS deadline
FROM asked CROSS JOIN assignments AS a USING (notice_id)
WHERE a.due <= coalesce(:before, 'ongoing')
UNION ALL
SELECT 'milestone', m.id, m.deadline
FROM asked CROSS JOIN milestones AS m USING (notice_id)
WHERE m.deadline <= coalesce(:before, 'ongoing')
UNION ALL
SELECT 'target', q.id, q.date
FROM asked CROSS JOIN quantities AS q USING (notice_id)
WHERE q.status = 'target' AND q.date <= coalesce(:before, 'ongoing')
ORDER BY deadline
LIMIT -1
