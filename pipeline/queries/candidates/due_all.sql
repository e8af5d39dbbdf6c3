-- Whatever has a deadline, the soonest first; ongoing duties last.
--
-- :before  deadline on this day or earlier, or null
SELECT 'assignment' AS kind, id, due AS deadline FROM assignments WHERE due <= coalesce(:before, 'ongoing')
UNION ALL
SELECT 'milestone', id, deadline FROM milestones WHERE deadline <= coalesce(:before, 'ongoing')
UNION ALL
SELECT 'target', id, date FROM quantities WHERE status = 'target' AND date <= coalesce(:before, 'ongoing')
ORDER BY deadline
LIMIT -1
