-- What a careful reader would find in each notice: places that do not agree, or that lack something.
--
-- `other_quote` is the second place, where there is one; `start` and `other_start` count code points of the notice's text.
--
-- :rule      part of a check's name, or null
-- :severity  'info' or 'warning', or null
-- :limit     how many at most, or null
WITH found AS MATERIALIZED (
    SELECT f.id
    FROM candidates AS c
    CROSS JOIN audit_findings AS f ON f.notice_id = c.id
    WHERE (:rule IS NULL OR instr(f.rule_id, :rule)) AND (:severity IS NULL OR f.severity = :severity)
    LIMIT coalesce(:limit, -1)
)
SELECT
    n.region,
    n.title AS notice,
    f.rule_id AS rule,
    f.severity,
    f.message,
    f.quote,
    f.other_quote,
    s.trail AS headings,
    f.section,
    f.start_offset AS start,
    f.end_offset AS "end",
    f.other_start,
    f.other_end,
    f.notice_id
FROM found
CROSS JOIN audit_findings AS f ON f.id = found.id
CROSS JOIN notices AS n ON n.id = f.notice_id
LEFT JOIN sections AS s ON s.id = f.section_id
ORDER BY n.region, n.issued_on, f.notice_id, f.start_offset, f.end_offset, f.rule_id, f.other_start
