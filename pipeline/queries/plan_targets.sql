-- The targets of one notice as another version of it would compare them, in reading order.
--
-- :notice  the notice's id
SELECT
    q.indicator_canonical,
    q.indicator,
    q.measure,
    q.comparator,
    q.value,
    q.value_max,
    q.unit,
    q.value_base,
    q.value_max_base,
    q.unit_base,
    q.date,
    q.recurrence,
    q.cumulative,
    q.nature,
    q.relative_to,
    q.quote,
    q.start_offset AS start,
    q.end_offset AS "end"
FROM quantities AS q
WHERE q.notice_id = :notice AND q.status = 'target'
ORDER BY q.start_offset, q.id
