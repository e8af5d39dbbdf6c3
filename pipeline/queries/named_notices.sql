-- The notices that are called so, by region and date.
--
-- Scans: notices.
--
-- :prefix  beginning of an id in lower case, or null
-- :words   JSON array of words that the title, the plan's title and the number must hold
-- :region  part of a region's path, or null
SELECT id
FROM notices
WHERE (
        id GLOB :prefix || '*'
        OR NOT EXISTS (
            SELECT 1 FROM json_each(:words) AS w
            WHERE instr(lower(title || ' ' || coalesce(plan_title, '') || ' ' || coalesce(doc_number, '')), lower(w.value)) = 0
        )
    )
    AND (:region IS NULL OR instr(replace(region, '/', ''), replace(:region, '/', '')))
ORDER BY +region, issued_on, id
