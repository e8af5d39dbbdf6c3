-- The sentences of some notices that hold all the words. Those of a notice have ids one after another.
--
-- :notices  JSON array of ids
-- :match    the index's expression for the words
SELECT i.rowid AS id
FROM json_each(:notices) AS asked
CROSS JOIN sentence_index AS i
WHERE i.sentence_index MATCH :match
    AND i.rowid >= (SELECT min(id) FROM sentences WHERE notice_id = asked.value)
    AND i.rowid <= (SELECT max(id) FROM sentences WHERE notice_id = asked.value)
