-- The assignments that hold all the words, those first that hold them in the task, then those in task and headings.
--
-- :in_task      the index's expression for words in the task
-- :in_headings  for those in task and headings, but not all of them in the task
-- :in_text      for those in task, headings and passage, but not all of them in task and headings
SELECT rowid AS id FROM assignment_index WHERE assignment_index MATCH :in_task
UNION ALL
SELECT rowid FROM assignment_index WHERE assignment_index MATCH :in_headings
UNION ALL
SELECT rowid FROM assignment_index WHERE assignment_index MATCH :in_text
