-- All that a body has to do, across notices and districts: its assignments, and the dated targets and milestones among them.
--
-- A body is found by part of its canonical, current or printed name, or by its function. A target or a milestone is
-- the body's where the shortest note or table row that its passage belongs to names the body as leading or responsible.
--
-- :notices  JSON array of the ids of the notices asked for, or null for all
-- :limit    how many at most, or null
WITH parts AS MATERIALIZED (
    SELECT
        g.name AS agency, g.current_name, g.region AS agency_region, aa.printed, aa.role, aa.agency_id, aa.assignment_id
    FROM candidates AS c
    CROSS JOIN agencies AS g ON g.id = c.id
    CROSS JOIN assignment_agencies AS aa ON aa.agency_id = g.id
),
duties AS (
    SELECT
        p.*, 'assignment' AS kind, a.notice_id, a.section_id, a.section,
        a.due AS deadline, a.task AS what,
        NULL AS measure, NULL AS comparator, NULL AS value, NULL AS value_max, NULL AS unit, NULL AS recurrence,
        NULL AS cumulative, NULL AS nature, NULL AS relative_to, a.quote, a.start_offset, a.end_offset
    FROM parts AS p
    CROSS JOIN assignments AS a ON a.id = p.assignment_id
    UNION ALL
    SELECT
        p.*, 'target', q.notice_id, q.section_id, q.section, q.date, q.indicator, q.measure, q.comparator, q.value,
        q.value_max, q.unit, q.recurrence, q.cumulative, q.nature, q.relative_to, q.quote, q.start_offset, q.end_offset
    FROM parts AS p
    CROSS JOIN quantities AS q ON q.answered_by = p.assignment_id
    WHERE p.role <> 'support' AND q.status = 'target' AND q.date IS NOT NULL
    UNION ALL
    SELECT
        p.*, 'milestone', m.notice_id, m.section_id, m.section, m.deadline, m.what, NULL, NULL, NULL, NULL, NULL, NULL,
        NULL, NULL, NULL, m.quote, m.start_offset, m.end_offset
    FROM parts AS p
    CROSS JOIN milestones AS m ON m.answered_by = p.assignment_id
    WHERE p.role <> 'support'
)
SELECT
    d.agency,
    d.current_name,
    d.agency_region,
    d.printed,
    d.role,
    d.kind,
    d.what,
    d.measure,
    d.comparator,
    d.value,
    d.value_max,
    d.unit,
    d.recurrence,
    d.cumulative,
    d.nature,
    d.relative_to,
    d.deadline,
    (
        SELECT json_group_array(printed)
        FROM (
            SELECT aa.printed
            FROM assignment_agencies AS aa
            WHERE aa.assignment_id = d.assignment_id AND aa.agency_id <> d.agency_id
            ORDER BY aa.role, aa.position
        )
    ) AS partners,
    n.region,
    n.title AS notice,
    s.trail AS headings,
    d.section,
    d.quote,
    d.start_offset AS start,
    d.end_offset AS "end",
    n.id AS notice_id
FROM duties AS d
JOIN notices AS n ON n.id = d.notice_id
LEFT JOIN sections AS s ON s.id = d.section_id
WHERE :notices IS NULL OR n.id IN (SELECT value FROM json_each(:notices))
ORDER BY
    d.current_name, d.agency_region, d.agency,
    CASE d.role WHEN 'lead' THEN 0 WHEN 'responsible' THEN 1 ELSE 2 END,
    coalesce(nullif(d.deadline, 'ongoing'), '9999'), d.deadline IS NULL,
    n.region, n.issued_on, n.id, d.start_offset, d.end_offset, d.kind, d.assignment_id
LIMIT coalesce(:limit, -1)
