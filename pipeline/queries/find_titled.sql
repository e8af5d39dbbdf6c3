-- The notices that hold all the words in their title, their plan's title or their number.
--
-- Scans: notices.
--
-- :words  JSON array of words
SELECT id, title, 0 AS rank
FROM notices
WHERE NOT EXISTS (
    SELECT 1 FROM json_each(:words) AS w
    WHERE instr(lower(title || ' ' || coalesce(plan_title, '') || ' ' || coalesce(doc_number, '')), lower(w.value)) = 0
)
ORDER BY title, id
