-- The tasks of a 任务分解表: every assignment with its goal, its text, who answers, until when, and how it stands.
--
-- `record` names the assignment by its notice and place, and stays the same when the notice is read again.
-- `headings` are those above the task, `by_hand` says whether a person changed the row.
--
-- :words  JSON array of words that the task must hold
WITH found AS MATERIALIZED (
    SELECT DISTINCT a.id
    FROM candidates AS c
    CROSS JOIN assignments AS a ON a.id = c.id
    WHERE NOT EXISTS (
        SELECT 1 FROM json_each(:words) AS w WHERE instr(lower(coalesce(a.task, '')), lower(w.value)) = 0
    )
),
roles AS MATERIALIZED (
    SELECT
        assignment_id,
        json_group_array(printed) FILTER (WHERE role = 'lead') AS lead,
        json_group_array(printed) FILTER (WHERE role = 'support') AS support,
        json_group_array(printed) FILTER (WHERE role = 'responsible') AS responsible
    FROM (
        SELECT * FROM assignment_agencies
        WHERE assignment_id IN (SELECT id FROM found)
        ORDER BY assignment_id, role, position
    )
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
    a.due AS deadline,
    a.progress,
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
    a.record,
    n.id AS notice_id
FROM found AS f
CROSS JOIN assignments AS a ON a.id = f.id
CROSS JOIN notices AS n ON n.id = a.notice_id
LEFT JOIN sections AS s ON s.id = a.section_id
LEFT JOIN roles AS r ON r.assignment_id = a.id
ORDER BY n.region, n.issued_on, n.id, a.start_offset, a.end_offset, a.id
