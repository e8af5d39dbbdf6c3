-- What falls due, soonest first: assignments with a deadline, milestones, and targets with a date.
--
-- `overdue` is relative to the day given. Ongoing duties have no deadline and come last; they are left out where
-- a last day is asked for. `agencies` are the leads (or who is responsible, where nobody leads) of an assignment;
-- for a milestone or a target those of the note or table row whose passage it stands in (the shortest), if any.
-- An agency is found in any role, by any part of its printed or its canonical name. `progress` and `record` (the id
-- that `mark` takes) are those of an assignment. `light` is red for what is overdue, yellow for what falls due within
-- thirty days, green for what is done or has time.
--
-- :before  deadline on this day or earlier, or null
-- :agency  part of a name, or null
-- :region  part of a region's path, or null
-- :today   the day that overdue is told by
WITH answers AS (
    SELECT
        aa.assignment_id,
        json_group_array(aa.printed) FILTER (WHERE aa.answers) AS agencies,
        json_group_array(aa.printed) FILTER (WHERE aa.role = 'support') AS support,
        max(:agency IS NULL OR instr(aa.printed, :agency) OR instr(g.name, :agency)) AS named
    FROM (
        SELECT
            *,
            role = 'lead' OR (
                role = 'responsible'
                AND NOT EXISTS (
                    SELECT 1 FROM assignment_agencies AS lead
                    WHERE lead.assignment_id = every.assignment_id AND lead.role = 'lead'
                )
            ) AS answers
        FROM assignment_agencies AS every
        ORDER BY assignment_id, role, position
    ) AS aa
    JOIN agencies AS g ON g.id = aa.agency_id
    GROUP BY aa.assignment_id
),
facts AS (
    SELECT
        'assignment' AS kind, id, id AS assignment_id, notice_id, section_id, section, deadline, ongoing,
        task AS what, progress, NULL AS measure, NULL AS comparator, NULL AS value, NULL AS value_max, NULL AS unit,
        NULL AS recurrence, NULL AS cumulative, NULL AS nature, NULL AS relative_to,
        quote, start_offset, end_offset
    FROM assignments
    WHERE (deadline IS NOT NULL OR ongoing) AND (:before IS NULL OR deadline <= :before)
    UNION ALL
    SELECT
        'milestone', id, NULL, notice_id, section_id, section, deadline, 0,
        what, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
        quote, start_offset, end_offset
    FROM milestones
    WHERE :before IS NULL OR deadline <= :before
    UNION ALL
    SELECT
        'target', id, NULL, notice_id, section_id, section, date, 0,
        indicator, NULL, measure, comparator, value, value_max, unit, recurrence, cumulative, nature, relative_to,
        quote, start_offset, end_offset
    FROM quantities AS q
    WHERE status = 'target' AND date IS NOT NULL AND (:before IS NULL OR date <= :before)
        -- A plan that looks back prints the targets of the one before.
        AND substr(date, 1, 4) >= coalesce((SELECT substr(issued_on, 1, 4) FROM notices WHERE id = q.notice_id), '')
),
answered AS (
    SELECT f.*, coalesce(
        f.assignment_id,
        (
            SELECT a.id
            FROM assignments AS a
            WHERE a.notice_id = f.notice_id
                AND a.passage_start <= f.start_offset
                AND a.passage_end >= f.end_offset
                AND (a.origin = 'table' OR substr(a.quote, 1, 1) IN ('（', '(', '〔', '[', '【'))
            ORDER BY a.passage_end - a.passage_start, a.id
            LIMIT 1
        )
    ) AS answered_by
    FROM facts AS f
)
SELECT
    CASE WHEN f.ongoing THEN 'ongoing' ELSE f.deadline END AS deadline,
    coalesce(f.deadline < :today, 0) AS overdue,
    CASE
        WHEN f.progress = 'done' THEN 'green'
        WHEN f.progress = 'overdue' OR f.deadline < :today THEN 'red'
        WHEN f.deadline <= date(:today, '+30 days') THEN 'yellow'
        WHEN f.deadline IS NOT NULL THEN 'green'
    END AS light,
    f.progress,
    f.kind,
    f.what,
    f.measure,
    f.comparator,
    f.value,
    f.value_max,
    f.unit,
    f.recurrence,
    f.cumulative,
    f.nature,
    f.relative_to,
    r.agencies,
    r.support,
    n.region,
    n.title AS notice,
    s.trail AS headings,
    f.section,
    f.quote,
    f.start_offset AS start,
    f.end_offset AS "end",
    CASE WHEN f.kind = 'assignment' THEN
        substr(n.id, 1, 8) || '-' || f.start_offset || '-' || f.end_offset || '-' || (
            SELECT count(*) FROM assignments AS same
            WHERE same.notice_id = f.notice_id
                AND same.start_offset = f.start_offset
                AND same.end_offset = f.end_offset
                AND same.id < f.id
        )
    END AS record,
    n.id AS notice_id
FROM answered AS f
JOIN notices AS n ON n.id = f.notice_id
LEFT JOIN sections AS s ON s.id = f.section_id
LEFT JOIN answers AS r ON r.assignment_id = f.answered_by
WHERE (:agency IS NULL OR r.named)
    AND (:region IS NULL OR instr(n.region, :region))
ORDER BY f.ongoing, f.deadline, n.region, n.issued_on, n.id, f.start_offset, f.end_offset, f.kind, f.id
