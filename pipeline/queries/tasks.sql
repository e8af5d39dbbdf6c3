-- The tasks of a 任务分解表: every assignment with its goal, its text, who answers, until when, and how it stands.
--
-- `record` names the assignment by its notice and place, and stays the same when the notice is read again.
-- `headings` are those above the task, `by_hand` says whether a person changed the row. `light` is red for what
-- is overdue, yellow for what falls due within thirty days, green for what is done or has time; null without a date.
--
-- :notice  part of a notice's title or number, the beginning of its id, or null
-- :region  part of a region's path, or null
-- :today   the day that the lights are told by
WITH numbered AS (
    SELECT *, row_number() OVER (PARTITION BY notice_id, start_offset, end_offset ORDER BY id) - 1 AS position
    FROM assignments
),
named AS (
    SELECT
        assignment_id,
        json_group_array(printed) FILTER (WHERE role = 'lead') AS lead,
        json_group_array(printed) FILTER (WHERE role = 'support') AS support,
        json_group_array(printed) FILTER (WHERE role = 'responsible') AS responsible
    FROM (SELECT * FROM assignment_agencies ORDER BY assignment_id, role, position)
    GROUP BY assignment_id
)
SELECT
    n.region,
    n.title AS notice,
    n.doc_number,
    s.trail AS headings,
    a.task,
    a.passage,
    coalesce(r.lead, '[]') AS lead,
    coalesce(r.support, '[]') AS support,
    coalesce(r.responsible, '[]') AS responsible,
    CASE WHEN a.ongoing THEN 'ongoing' ELSE a.deadline END AS deadline,
    a.progress,
    CASE
        WHEN a.progress = 'done' THEN 'green'
        WHEN a.progress = 'overdue' OR a.deadline < :today THEN 'red'
        WHEN a.deadline <= date(:today, '+30 days') THEN 'yellow'
        WHEN a.deadline IS NOT NULL THEN 'green'
    END AS light,
    a.origin,
    EXISTS (
        SELECT 1 FROM corrections AS c
        WHERE c.subject = 'assignment'
            AND c.key = json_array(a.notice_id, a.start_offset, a.end_offset, a.position)
            AND c.field <> 'progress'
    ) AS by_hand,
    a.section,
    a.quote,
    a.start_offset AS start,
    a.end_offset AS "end",
    substr(n.id, 1, 8) || '-' || a.start_offset || '-' || a.end_offset || '-' || a.position AS record,
    n.id AS notice_id
FROM numbered AS a
JOIN notices AS n ON n.id = a.notice_id
LEFT JOIN sections AS s ON s.id = a.section_id
LEFT JOIN named AS r ON r.assignment_id = a.id
WHERE (:notice IS NULL OR instr(n.title, :notice) OR instr(n.doc_number, :notice) OR n.id GLOB :notice || '*')
    AND (:region IS NULL OR instr(n.region, :region))
ORDER BY n.region, n.issued_on, n.id, a.start_offset, a.end_offset, a.id
