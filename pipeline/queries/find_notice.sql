-- The notices that a person may mean: by the beginning of the id, by the number, or by words of the title.
--
-- Only the first of these three that finds any counts.
--
-- :prefix   beginning of an id in lower case, or null
-- :number   a document's number, or null
-- :words    JSON array of words of the title or of the plan's title, or null
SELECT id, title, 0 AS rank FROM notices WHERE id >= :prefix AND id < :prefix || 'g'
UNION ALL
SELECT id, title, 1 FROM notices WHERE doc_number = :number
UNION ALL
SELECT id, title, 2
FROM notices
WHERE :words IS NOT NULL
    AND NOT EXISTS (
        SELECT 1 FROM json_each(:words) AS w
        WHERE instr(lower(title || ' ' || coalesce(plan_title, '')), lower(w.value)) = 0
    )
ORDER BY rank, title, id
