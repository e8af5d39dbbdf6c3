-- Where the stretches of one notice stand in the file that it was read from, in reading order.
--
-- A fact has the places that meet its offsets. Boxes are in points from the top left corner of the page.
--
-- :notice  id of the notice
SELECT
    start_offset AS start, end_offset AS "end", page, x0, y0, x1, y1,
    table_number AS "table", row_number AS "row", column_number AS col, paragraph, line, path, confidence
FROM places WHERE notice_id = :notice
ORDER BY start_offset
