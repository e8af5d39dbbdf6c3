-- What a careful reader would find in each notice: places that do not agree, or that lack something.
--
-- `other_quote` is the second place, where there is one; `start` and `other_start` count code points of the notice's text.
--
-- :notice    part of a notice's title or number, the beginning of its id, or null
-- :rule      part of a check's name, or null
-- :severity  'info' or 'warning', or null
-- :region    part of a region's path, or null
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
FROM audit_findings AS f
JOIN notices AS n ON n.id = f.notice_id
LEFT JOIN sections AS s ON s.id = f.section_id
WHERE (:notice IS NULL OR instr(n.title, :notice) OR instr(n.doc_number, :notice) OR n.id GLOB :notice || '*')
    AND (:rule IS NULL OR instr(f.rule_id, :rule))
    AND (:severity IS NULL OR f.severity = :severity)
    AND (:region IS NULL OR instr(n.region, :region))
ORDER BY n.region, n.issued_on, f.notice_id, f.start_offset, f.end_offset, f.rule_id, f.other_start
