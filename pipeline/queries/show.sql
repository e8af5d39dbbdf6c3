-- One notice as an outline: its sections in reading order, each followed by its facts.
--
-- `fields` holds what the record says, under the names of its type.
--
-- :notice  id of the notice
SELECT
    'section' AS kind, level, section, json_object('label', label, 'heading', heading) AS fields,
    quote, start_offset AS start, end_offset AS "end", rule_id
FROM sections WHERE notice_id = :notice
UNION ALL
SELECT
    'quantity', NULL, section,
    json_object(
        'indicator', indicator, 'measure', measure, 'comparator', comparator, 'value', value, 'value_max', value_max,
        'unit', unit, 'status', status, 'date', date, 'relative_to', relative_to,
        'recurrence', recurrence, 'cumulative', cumulative, 'nature', nature
    ),
    quote, start_offset, end_offset, rule_id
FROM quantities WHERE notice_id = :notice
UNION ALL
SELECT
    'assignment', NULL, section,
    json_object(
        'task', task,
        'deadline', due,
        'agencies', (
            SELECT json_group_array(json_array(role, printed))
            FROM (SELECT role, printed FROM assignment_agencies WHERE assignment_id = a.id ORDER BY role, position)
        )
    ),
    quote, start_offset, end_offset, rule_id
FROM assignments AS a WHERE notice_id = :notice
UNION ALL
SELECT
    'milestone', NULL, section, json_object('what', what, 'deadline', deadline),
    quote, start_offset, end_offset, rule_id
FROM milestones WHERE notice_id = :notice
UNION ALL
SELECT
    'citation', NULL, section, json_object('title', title, 'doc_number', doc_number),
    quote, start_offset, end_offset, rule_id
FROM citations WHERE notice_id = :notice
UNION ALL
SELECT
    'diagnostic', NULL, section, json_object('code', code, 'severity', severity, 'message', message),
    quote, start_offset, end_offset, rule_id
FROM diagnostics WHERE notice_id = :notice
ORDER BY start, "end" DESC, kind, fields
