-- What has a deadline and is some agencies' to do, the soonest first; ongoing duties last.
--
-- :agencies  JSON array of ids
-- :before    deadline on this day or earlier, or null
WITH asked AS MATERIALIZED (
    SELECT DISTINCT aa.assignment_id
    FROM json_each(:agencies) AS g
    CROSS JOIN assignment_agencies AS aa ON aa.agency_id = g.value
)
SELECT 'assignment' AS kind, a.id, a.due AS deadline
FROM asked CROSS JOIN assignments AS a ON a.id = asked.assignment_id
WHERE a.due <= coalesce(:before, 'ongoing')
UNION ALL
SELECT 'milestone', m.id, m.deadline
FROM asked CROSS JOIN milestones AS m ON m.answered_by = asked.assignment_id
WHERE m.deadline <= coalesce(:before, 'ongoing')
UNION ALL
SELECT 'target', q.id, q.date
FROM asked CROSS JOIN quantities AS q ON q.answered_by = asked.assignment_id
WHERE q.status = 'target' AND q.date <= coalesce(:before, 'ongoing')
ORDER BY deadline
LIMIT -1
