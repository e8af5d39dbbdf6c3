-- One indicator, district beside district: baseline, target and stated growth of each notice.
--
-- A row a printed name of the indicator, a region's notice, a year and an amount: the same amount in the text and in a
-- table is one row, of the place that comes first; two amounts are two rows. The baseline is the latest amount that
-- the notice reports of an earlier day, the stated growth its yearly growth up to the same year (or up to none).
-- A growth that no amount of its notice and year belongs to is a row without an amount.
--
-- :indicators  JSON array of parts of canonical names, the first one as asked for
-- :canonical   the canonical name of the indicator asked for
-- :year        the target's year, or null
-- :limit       how many at most, or null
WITH told AS MATERIALIZED (
    SELECT DISTINCT q.id, CAST(substr(q.date, 1, 4) AS INTEGER) AS year
    FROM candidates AS c
    CROSS JOIN quantities AS q ON q.id = c.id
    WHERE q.status = 'target'
        AND q.measure IN ('level', 'annual_growth')
        AND (:year IS NULL OR substr(q.date, 1, 4) = :year)
        AND (
            q.indicator_canonical = :canonical
            OR EXISTS (
                SELECT 1 FROM json_each(:indicators) AS w WHERE instr(lower(q.indicator_canonical), lower(w.value))
            )
        )
        AND NOT EXISTS (
            SELECT 1
            FROM quantities_alike AS alike
            WHERE alike.of_id = q.id AND (alike.start_offset, alike.id) < (q.start_offset, q.id)
        )
        AND (
            q.measure = 'level'
            OR NOT EXISTS (
                SELECT 1 FROM quantities AS level
                WHERE level.notice_id = q.notice_id
                    AND level.indicator_canonical = q.indicator_canonical
                    AND level.status = 'target'
                    AND level.measure = 'level'
                    AND (:year IS NULL OR substr(level.date, 1, 4) = :year)
                    AND (substr(level.date, 1, 4) = substr(q.date, 1, 4) OR q.date IS NULL)
            )
        )
    LIMIT coalesce(:limit, -1)
),
beside AS MATERIALIZED (
    SELECT
        t.id,
        t.year,
        (SELECT count(*) FROM quantities_alike AS alike WHERE alike.of_id = q.id) AS times,
        (
            SELECT id
            FROM (SELECT *, indicator <> q.indicator AS differs FROM quantities) AS b
            WHERE b.notice_id = q.notice_id
                AND b.indicator_canonical = q.indicator_canonical
                AND b.status = 'actual'
                AND q.measure = 'level'
                AND b.measure = 'level'
                AND b.unit_base IS q.unit_base
                AND b.recurrence IS q.recurrence
                AND b.cumulative = q.cumulative
                AND b.value IS NOT NULL
                AND (b.date IS NULL OR q.date IS NULL OR b.date < q.date)
            ORDER BY b.date DESC NULLS LAST, b.differs, b.start_offset DESC, b.id
            LIMIT 1
        ) AS baseline_id,
        (
            SELECT id
            FROM (SELECT *, indicator <> q.indicator AS differs FROM quantities) AS g
            WHERE g.notice_id = q.notice_id
                AND g.indicator_canonical = q.indicator_canonical
                AND g.status = 'target'
                AND g.measure = 'annual_growth'
                AND (q.measure = 'level' OR g.id = q.id)
                AND (g.id = q.id OR g.date IS NULL OR substr(g.date, 1, 4) = substr(q.date, 1, 4))
            ORDER BY g.date IS NULL, g.differs, g.start_offset, g.id
            LIMIT 1
        ) AS growth_id
    FROM told AS t
    CROSS JOIN quantities AS q ON q.id = t.id
)
SELECT
    q.indicator_canonical,
    q.indicator,
    n.region,
    t.year,
    b.value AS baseline,
    b.unit AS baseline_unit,
    b.value_base AS baseline_base,
    b.date AS baseline_date,
    b.quote AS baseline_quote,
    CASE WHEN q.measure = 'level' THEN q.comparator END AS comparator,
    CASE WHEN q.measure = 'level' THEN q.value END AS value,
    CASE WHEN q.measure = 'level' THEN q.value_max END AS value_max,
    CASE WHEN q.measure = 'level' THEN q.unit END AS unit,
    CASE WHEN q.measure = 'level' THEN q.value_base END AS value_base,
    CASE WHEN q.measure = 'level' THEN q.value_max_base END AS value_max_base,
    CASE WHEN q.measure = 'level' THEN q.unit_base END AS unit_base,
    q.unit_family,
    q.date,
    q.recurrence,
    q.cumulative,
    q.nature,
    CASE WHEN q.measure = 'level' THEN q.relative_to END AS relative_to,
    t.times,
    g.comparator AS stated_comparator,
    g.value AS stated_growth,
    g.value_max AS stated_growth_max,
    g.date AS stated_date,
    g.quote AS stated_quote,
    n.title AS notice,
    n.issued_on,
    q.quote,
    q.start_offset AS start,
    q.end_offset AS "end",
    n.id AS notice_id
FROM beside AS t
CROSS JOIN quantities AS q ON q.id = t.id
CROSS JOIN notices AS n ON n.id = q.notice_id
LEFT JOIN quantities AS b ON b.id = t.baseline_id
LEFT JOIN quantities AS g ON g.id = t.growth_id
ORDER BY
    q.indicator_canonical <> :canonical, q.indicator_canonical, q.unit_family, n.region, t.year, n.issued_on, n.id,
    q.start_offset, q.end_offset, t.id
