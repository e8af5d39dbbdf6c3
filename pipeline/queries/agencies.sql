-- The authority list: every agency under its canonical name, with the names by which notices print it.
--
-- `aliases` are the printed names, `rules` the rules or rows that led from them to the canonical one (in the same
-- order). `current_name` is the body that the agency became, its own name where it never changed. `leads`, `supports`
-- and `responsible` count assignments, `notices` the notices that name it.
--
-- :function  id or label, or null
-- :region    part of a region's path, or null
-- :kind      id or label, or null
-- :limit     how many at most, or null
WITH found AS MATERIALIZED (
    SELECT g.id
    FROM candidates AS c
    CROSS JOIN agencies AS g ON g.id = c.id
    WHERE (:function IS NULL OR g.function = :function OR g.function_label = :function)
        AND (:kind IS NULL OR g.kind = :kind OR g.kind_label = :kind)
        AND (:region IS NULL OR instr(replace(g.region, '/', ''), replace(:region, '/', '')))
    LIMIT coalesce(:limit, -1)
)
SELECT
    g.name,
    g.kind,
    g.kind_label,
    g.function,
    g.function_label,
    g.region,
    g.current_name,
    g.changed_on,
    g.change_source,
    (
        SELECT json_group_array(printed)
        FROM (SELECT printed FROM agency_aliases WHERE agency_id = g.id ORDER BY printed, rule_id)
    ) AS aliases,
    (
        SELECT json_group_array(rule_id)
        FROM (SELECT rule_id FROM agency_aliases WHERE agency_id = g.id ORDER BY printed, rule_id)
    ) AS rules,
    count(DISTINCT CASE WHEN r.role = 'lead' THEN r.assignment_id END) AS leads,
    count(DISTINCT CASE WHEN r.role = 'support' THEN r.assignment_id END) AS supports,
    count(DISTINCT CASE WHEN r.role = 'responsible' THEN r.assignment_id END) AS responsible,
    count(DISTINCT a.notice_id) AS notices
FROM found AS f
CROSS JOIN agencies AS g ON g.id = f.id
LEFT JOIN assignment_agencies AS r ON r.agency_id = g.id
LEFT JOIN assignments AS a ON a.id = r.assignment_id
GROUP BY g.id
ORDER BY g.region, g.function_label, g.name, g.id
