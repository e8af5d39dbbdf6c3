-- Sentences that hold all the words, in reading order, with notice and section.
--
-- Any two neighbouring characters are indexed, punctuation and digits too; what the index finds is compared once more,
-- letter by letter, so that the answer is exactly that of a scan. A and a are one letter. Of more than `limit` those
-- are told that came into the ledger first.
--
-- :words  JSON array of words
-- :limit  how many at most, or null
WITH found AS MATERIALIZED (
    SELECT x.id
    FROM candidates AS c
    CROSS JOIN sentences AS x ON x.id = c.id
    WHERE NOT EXISTS (SELECT 1 FROM json_each(:words) AS w WHERE instr(lower(x.text), lower(w.value)) = 0)
    LIMIT coalesce(:limit, -1)
)
SELECT
    n.region,
    n.title AS notice,
    x.text AS sentence,
    s.trail AS headings,
    s.section,
    x.start_offset AS start,
    x.end_offset AS "end",
    n.id AS notice_id
FROM found AS f
CROSS JOIN sentences AS x ON x.id = f.id
CROSS JOIN notices AS n ON n.id = x.notice_id
LEFT JOIN sections AS s ON s.id = x.section_id
ORDER BY n.region, n.issued_on, n.id, x.start_offset
