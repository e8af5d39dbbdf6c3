-- The assignments in which some agencies have a part.
--
-- :agencies  JSON array of ids
SELECT aa.assignment_id AS id
FROM json_each(:agencies) AS asked
CROSS JOIN assignment_agencies AS aa ON aa.agency_id = asked.value
