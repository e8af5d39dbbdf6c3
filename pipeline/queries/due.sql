-- What falls due, soonest first: assignments with a deadline, milestones, and targets with a date.
--
-- Ongoing duties have no deadline and come last; they are left out where a last day is asked for. `agencies` are the
-- leads (or who is responsible, where nobody leads) of an assignment; for a milestone or a target those of the note or
-- table row whose passage it stands in (the shortest), if any. An agency is found in any role, by any part of its
-- printed or its canonical name. `progress` and `record` (the id that `mark` takes) are those of an assignment.
-- A plan that looks back prints the targets of the one before; those are left out.
--
-- :agency  part of a name, or null
-- :limit   how many at most, or null
WITH found AS MATERIALIZED (
    SELECT c.kind, c.id, c.deadline, coalesce(a.id, m.answered_by, q.answered_by) AS assignment_id, n.id AS notice_id
    FROM candidates AS c
    LEFT JOIN assignments AS a ON c.kind = 'assignment' AND a.id = c.id
    LEFT JOIN milestones AS m ON c.kind = 'milestone' AND m.id = c.id
    LEFT JOIN quantities AS q ON c.kind = 'target' AND q.id = c.id
    LEFT JOIN notices AS n ON n.id = coalesce(a.notice_id, m.notice_id, q.notice_id)
    WHERE (q.id IS NULL OR substr(q.date, 1, 4) >= coalesce(substr(n.issued_on, 1, 4), ''))
        AND (
            :agency IS NULL
            OR EXISTS (
                SELECT 1
                FROM assignment_agencies AS aa
                JOIN agencies AS g ON g.id = aa.agency_id
                WHERE aa.assignment_id = coalesce(a.id, m.answered_by, q.answered_by)
                    AND (instr(aa.printed, :agency) OR instr(g.name, :agency))
            )
        )
    LIMIT coalesce(:limit, -1)
),
roles AS MATERIALIZED (
    SELECT
        assignment_id,
        json_group_array(printed) FILTER (WHERE answers) AS agencies,
        json_group_array(printed) FILTER (WHERE role = 'support') AS support
    FROM (
        SELECT * FROM assignment_roles
        WHERE assignment_id IN (SELECT assignment_id FROM found)
        ORDER BY assignment_id, role, position
    )
    GROUP BY assignment_id
)
SELECT
    f.deadline,
    a.progress,
    f.kind,
    coalesce(a.task, m.what, q.indicator) AS what,
    q.measure,
    q.comparator,
    q.value,
    q.value_max,
    q.unit,
    q.recurrence,
    q.cumulative,
    q.nature,
    q.relative_to,
    r.agencies,
    r.support,
    n.region,
    n.title AS notice,
    s.trail AS headings,
    coalesce(a.section, m.section, q.section) AS section,
    coalesce(a.quote, m.quote, q.quote) AS quote,
    coalesce(a.start_offset, m.start_offset, q.start_offset) AS start,
    coalesce(a.end_offset, m.end_offset, q.end_offset) AS "end",
    a.record,
    n.id AS notice_id
FROM found AS f
CROSS JOIN notices AS n ON n.id = f.notice_id
LEFT JOIN assignments AS a ON f.kind = 'assignment' AND a.id = f.id
LEFT JOIN milestones AS m ON f.kind = 'milestone' AND m.id = f.id
LEFT JOIN quantities AS q ON f.kind = 'target' AND q.id = f.id
LEFT JOIN sections AS s ON s.id = coalesce(a.section_id, m.section_id, q.section_id)
LEFT JOIN roles AS r ON r.assignment_id = f.assignment_id
ORDER BY f.deadline, n.region, n.issued_on, n.id, start, "end", f.kind, f.id
