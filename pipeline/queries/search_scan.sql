-- The same as search, for words of a single character: every sentence is looked at.
--
-- :words   JSON array of words
-- :region  part of a region's path, or null
SELECT
    n.region,
    n.title AS notice,
    x.text AS sentence,
    s.trail AS headings,
    s.section,
    x.start_offset AS start,
    x.end_offset AS "end",
    n.id AS notice_id
FROM sentences AS x
JOIN notices AS n ON n.id = x.notice_id
LEFT JOIN sections AS s ON s.id = x.section_id
WHERE NOT EXISTS (SELECT 1 FROM json_each(:words) AS w WHERE instr(lower(x.text), lower(w.value)) = 0)
    AND (:region IS NULL OR instr(n.region, :region))
ORDER BY n.region, n.issued_on, n.id, x.start_offset
