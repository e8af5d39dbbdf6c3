-- What people decided about records and agencies, the newest first, with what was extracted.
--
-- `about` is assignment or agency; `record` is the id of the assignment, or the agency's name. Values are JSON for
-- assignments, words for agencies. `state` is applied; changed where the extraction now says something else than when
-- it was corrected; lost where no record stands at the place any more, because the text or its reading changed.
--
-- :state  applied, changed, lost, or null
SELECT
    c.subject AS about,
    c.notice,
    c.field,
    c.old_value AS extracted,
    c.value AS corrected,
    c.state,
    c.made_by AS corrected_by,
    c.made_at AS corrected_at,
    c.quote,
    CASE c.subject
        WHEN 'assignment' THEN
            substr(json_extract(c.key, '$[0]'), 1, 8) || '-' || json_extract(c.key, '$[1]')
            || '-' || json_extract(c.key, '$[2]') || '-' || json_extract(c.key, '$[3]')
        ELSE json_extract(c.key, '$[0]')
    END AS record
FROM corrections AS c
WHERE :state IS NULL OR c.state = :state
ORDER BY c.made_at DESC, c.subject, c.key, c.field
