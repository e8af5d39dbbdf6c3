-- The notices that a person may mean by the beginning of the id, or by the number.
--
-- Only the first of these that finds any counts.
--
-- :prefix   beginning of an id in lower case, or null
-- :number   a document's number
SELECT id, title, 0 AS rank FROM notices WHERE id >= :prefix AND id < :prefix || 'g'
UNION ALL
SELECT id, title, 1 FROM notices WHERE doc_number = :number
ORDER BY rank, title, id
