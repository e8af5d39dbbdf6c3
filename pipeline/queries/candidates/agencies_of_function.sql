-- The agencies of a function.
--
-- :function  its id
SELECT id FROM agencies WHERE function = :function
