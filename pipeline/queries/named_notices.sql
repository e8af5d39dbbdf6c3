-- The notices that are called so, by region and date.
--
-- Scans: notices.
--
-- :notice  part of a title or a number, or the beginning of an id
-- :region  part of a region's path, or null
SELECT id
FROM notices
WHERE (instr(title, :notice) OR instr(doc_number, :notice) OR id GLOB :notice || '*')
    AND (:region IS NULL OR instr(region, :region))
ORDER BY +region, issued_on, id
