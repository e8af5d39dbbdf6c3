-- The assignments that hold all the words in their task.
--
-- :in_task  the index's expression for the words
SELECT rowid AS id FROM assignment_index WHERE assignment_index MATCH :in_task
