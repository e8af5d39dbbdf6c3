-- The tasks of one notice with the bodies that answer for each: who leads, or who is responsible where nobody leads.
--
-- Bodies go by their current name, so that a renamed one stays the same.
--
-- :notice  the notice's id
SELECT
    a.task AS name,
    (
        SELECT json_group_array(current_name)
        FROM (
            SELECT DISTINCT g.current_name
            FROM assignment_roles AS r
            JOIN agencies AS g ON g.id = r.agency_id
            WHERE r.assignment_id = a.id AND r.answers
            ORDER BY r.position
        )
    ) AS agencies,
    a.quote,
    a.start_offset AS start,
    a.end_offset AS "end"
FROM assignments AS a
WHERE a.notice_id = :notice AND a.task IS NOT NULL
ORDER BY a.start_offset, a.id
