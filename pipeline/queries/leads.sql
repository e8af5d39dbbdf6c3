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
-- :limit     how many at most, or null
WITH found AS MATERIALIZED (
    SELECT DISTINCT r.assignment_id, r.role
    FROM candidates AS c
    CROSS JOIN assignment_words AS w ON w.id = c.id
    CROSS JOIN assignment_roles AS r ON r.assignment_id = c.id
    CROSS JOIN agencies AS g ON g.id = r.agency_id
    WHERE NOT EXISTS (
            SELECT 1 FROM json_each(:words) AS x
            WHERE instr(lower(w.task || ' ' || w.headings || ' ' || w.passage), lower(x.value)) = 0
        )
        AND CASE coalesce(:role, 'answers') WHEN 'all' THEN 1 WHEN 'answers' THEN r.answers ELSE r.role = :role END
        AND (:agency IS NULL OR instr(r.printed, :agency) OR instr(g.name, :agency))
        AND (:function IS NULL OR g.function = :function OR g.function_label = :function)
    LIMIT coalesce(:limit, -1)
),
roles AS MATERIALIZED (
    SELECT
        named.assignment_id,
        named.role,
        json_group_array(named.printed) AS agencies,
        json_group_array(g.name) AS canonical
    FROM (
        SELECT * FROM assignment_agencies
        WHERE assignment_id IN (SELECT assignment_id FROM found)
        ORDER BY assignment_id, role, position
    ) AS named
    CROSS JOIN agencies AS g ON g.id = named.agency_id
    GROUP BY named.assignment_id, named.role
),
matched AS (
    SELECT
        f.*,
        CASE
            WHEN NOT EXISTS (SELECT 1 FROM json_each(:words) AS x WHERE instr(lower(w.task), lower(x.value)) = 0)
                THEN 'task'
            WHEN NOT EXISTS (
                SELECT 1 FROM json_each(:words) AS x
                WHERE instr(lower(w.task || ' ' || w.headings), lower(x.value)) = 0
            )
                THEN 'heading'
            ELSE 'text'
        END AS match
    FROM found AS f
    CROSS JOIN assignment_words AS w ON w.id = f.assignment_id
)
SELECT
    n.region,
    n.title AS notice,
    a.task,
    m.role,
    r.agencies,
    r.canonical,
    support.agencies AS support,
    coalesce(lead.agencies, responsible.agencies) AS lead,
    a.due AS deadline,
    m.match,
    s.trail AS headings,
    a.section,
    a.quote,
    a.start_offset AS start,
    a.end_offset AS "end",
    n.id AS notice_id
FROM matched AS m
CROSS JOIN assignments AS a ON a.id = m.assignment_id
CROSS JOIN notices AS n ON n.id = a.notice_id
CROSS JOIN roles AS r ON r.assignment_id = m.assignment_id AND r.role = m.role
LEFT JOIN roles AS support ON support.assignment_id = m.assignment_id AND support.role = 'support'
LEFT JOIN roles AS lead ON lead.assignment_id = m.assignment_id AND lead.role = 'lead'
LEFT JOIN roles AS responsible ON responsible.assignment_id = m.assignment_id AND responsible.role = 'responsible'
LEFT JOIN sections AS s ON s.id = a.section_id
ORDER BY
    CASE m.match WHEN 'task' THEN 0 WHEN 'heading' THEN 1 ELSE 2 END,
    n.region, n.issued_on, n.id, a.start_offset, a.end_offset, a.id, m.role
