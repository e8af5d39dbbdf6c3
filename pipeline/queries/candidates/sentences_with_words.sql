-- The sentences that hold all the words.
--
-- :match  the index's expression for the words
SELECT rowid AS id FROM sentence_index WHERE sentence_index MATCH :match
