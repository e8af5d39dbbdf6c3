-- Sentences that hold all the words, in reading order, with notice and section.
--
-- Any two neighbouring characters are indexed, punctuation and digits too; what the index finds is compared once more,
-- letter by letter, so that the answer is exactly that of a scan. A and a are one letter.
--
-- :words   JSON array of words
-- :match   the index's expression for those of two characters and more
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
FROM sentence_index AS i
JOIN sentences AS x ON x.id = i.rowid
JOIN notices AS n ON n.id = x.notice_id
LEFT JOIN sections AS s ON s.id = x.section_id
WHERE i.sentence_index MATCH :match
    AND NOT EXISTS (SELECT 1 FROM json_each(:words) AS w WHERE instr(lower(x.text), lower(w.value)) = 0)
    AND (:region IS NULL OR instr(n.region, :region))
ORDER BY n.region, n.issued_on, n.id, x.start_offset
