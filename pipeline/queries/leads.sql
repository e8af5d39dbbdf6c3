-- Who answers for which task, district by district: a row an assignment and role.
--
-- Without a role the rows are those of the leads, and of the bodies responsible where nobody leads.
-- Words are looked for in the task, in the headings above it, and in the passage that the note answers for;
-- all must be there. `match` says where: rows that match by task come first, then by heading, then by text.
-- An agency is found by any part of its printed or its canonical name, a function by its id or Chinese label.
--
-- :words     JSON array of words
-- :role      lead, support, responsible, all, or null
-- :agency    part of a name, or null
-- :function  id or label, or null
-- :region    part of a region's path, or null
WITH roles AS (
    SELECT
        aa.assignment_id,
        aa.role,
        json_group_array(aa.printed) AS agencies,
        json_group_array(g.name) AS canonical,
        max(:agency IS NULL OR instr(aa.printed, :agency) OR instr(g.name, :agency)) AS named,
        max(:function IS NULL OR g.function = :function OR g.function_label = :function) AS fits
    FROM (SELECT * FROM assignment_agencies ORDER BY assignment_id, role, position) AS aa
    JOIN agencies AS g ON g.id = aa.agency_id
    GROUP BY aa.assignment_id, aa.role
),
found AS (
    SELECT
        a.*,
        s.trail,
        lower(coalesce(a.task, '')) AS in_task,
        lower(coalesce(a.task, '') || ' ' || coalesce(s.trail, '')) AS in_headings,
        lower(
            coalesce(a.task, '') || ' ' || coalesce(s.trail, '') || ' '
            || replace(replace(replace(replace(a.passage, char(10), ''), char(13), ''), ' ', ''), '　', '')
        ) AS in_text
    FROM assignments AS a
    LEFT JOIN sections AS s ON s.id = a.section_id
),
matched AS (
    SELECT
        f.*,
        CASE
            WHEN NOT EXISTS (SELECT 1 FROM json_each(:words) AS w WHERE instr(f.in_task, lower(w.value)) = 0)
                THEN 'task'
            WHEN NOT EXISTS (SELECT 1 FROM json_each(:words) AS w WHERE instr(f.in_headings, lower(w.value)) = 0)
                THEN 'heading'
            ELSE 'text'
        END AS match
    FROM found AS f
    WHERE NOT EXISTS (SELECT 1 FROM json_each(:words) AS w WHERE instr(f.in_text, lower(w.value)) = 0)
)
SELECT
    n.region,
    n.title AS notice,
    m.task,
    r.role,
    r.agencies,
    r.canonical,
    support.agencies AS support,
    coalesce(lead.agencies, responsible.agencies) AS lead,
    CASE WHEN m.ongoing THEN 'ongoing' ELSE m.deadline END AS deadline,
    m.match,
    m.trail AS headings,
    m.section,
    m.quote,
    m.start_offset AS start,
    m.end_offset AS "end",
    n.id AS notice_id
FROM matched AS m
JOIN roles AS r ON r.assignment_id = m.id
LEFT JOIN roles AS support ON support.assignment_id = m.id AND support.role = 'support'
LEFT JOIN roles AS lead ON lead.assignment_id = m.id AND lead.role = 'lead'
LEFT JOIN roles AS responsible ON responsible.assignment_id = m.id AND responsible.role = 'responsible'
JOIN notices AS n ON n.id = m.notice_id
WHERE r.named
    AND r.fits
    AND (:region IS NULL OR instr(n.region, :region))
    AND CASE coalesce(:role, 'answers')
        WHEN 'all' THEN 1
        WHEN 'answers'
            THEN r.role = 'lead'
            OR (
                r.role = 'responsible'
                AND NOT EXISTS (SELECT 1 FROM assignment_agencies WHERE assignment_id = m.id AND role = 'lead')
            )
        ELSE r.role = :role
    END
ORDER BY
    CASE m.match WHEN 'task' THEN 0 WHEN 'heading' THEN 1 ELSE 2 END,
    n.region, n.issued_on, n.id, m.start_offset, m.end_offset, m.id, r.role
