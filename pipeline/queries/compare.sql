-- One indicator, district beside district: baseline, target and stated growth of each notice.
--
-- A row a printed name of the indicator, a region's notice, a year and an amount: the same amount in the text and in a
-- table is one row, of the place that comes first; two amounts are two rows. The baseline is the latest amount that
-- the notice reports of an earlier day, the stated growth its yearly growth up to the same year (or up to none).
-- A growth that no amount of its notice and year belongs to is a row without an amount. The names that
-- the ledger knows are stepped through on their index, which stays quick however many rows there are.
--
-- :indicators  JSON array of parts of canonical names, the first one as asked for
-- :canonical   the canonical name of the indicator asked for
-- :year        the target's year, or null
-- :region      part of a region's path, or null
WITH RECURSIVE names (name) AS (
    SELECT min(indicator_canonical) FROM quantities
    UNION ALL
    SELECT (SELECT min(q.indicator_canonical) FROM quantities AS q WHERE q.indicator_canonical > names.name)
    FROM names
    WHERE names.name IS NOT NULL
),
wanted AS (
    SELECT name
    FROM names
    WHERE name = :canonical
        OR EXISTS (SELECT 1 FROM json_each(:indicators) AS w WHERE instr(lower(name), lower(w.value)))
),
promised AS (
    SELECT q.*, CAST(substr(q.date, 1, 4) AS INTEGER) AS year
    FROM wanted AS w
    CROSS JOIN quantities AS q ON q.indicator_canonical = w.name AND q.status = 'target'
    WHERE q.measure IN ('level', 'annual_growth')
        AND (:year IS NULL OR substr(q.date, 1, 4) = :year)
),
told AS (
    SELECT
        p.id,
        p.year,
        count(*) OVER alike AS times,
        row_number() OVER (alike ORDER BY p.start_offset, p.id) AS nth
    FROM promised AS p
    WHERE p.measure = 'level'
        OR NOT EXISTS (
            SELECT 1 FROM promised AS level
            WHERE level.notice_id = p.notice_id
                AND level.indicator_canonical = p.indicator_canonical
                AND level.measure = 'level'
                AND (level.year = p.year OR p.year IS NULL)
        )
    WINDOW alike AS (
        PARTITION BY
            p.notice_id, p.indicator, p.measure, p.year, p.value_base, p.value_max_base, p.unit_base, p.recurrence,
            p.cumulative, p.relative_to
    )
),
baselines AS (
    SELECT
        t.id,
        b.id AS baseline_id,
        row_number() OVER (
            PARTITION BY t.id
            ORDER BY b.date DESC NULLS LAST, b.indicator <> q.indicator, b.start_offset DESC, b.id
        ) AS nth
    FROM told AS t
    JOIN quantities AS q ON q.id = t.id
    JOIN quantities AS b
        ON b.notice_id = q.notice_id AND b.indicator_canonical = q.indicator_canonical AND b.status = 'actual'
    WHERE t.nth = 1
        AND q.measure = 'level'
        AND b.measure = 'level'
        AND b.unit_base IS q.unit_base
        AND b.recurrence IS q.recurrence
        AND b.cumulative = q.cumulative
        AND b.value IS NOT NULL
        AND (b.date IS NULL OR q.date IS NULL OR b.date < q.date)
),
growths AS (
    SELECT
        t.id,
        g.id AS growth_id,
        row_number() OVER (
            PARTITION BY t.id
            ORDER BY g.date IS NULL, g.indicator <> q.indicator, g.start_offset, g.id
        ) AS nth
    FROM told AS t
    JOIN quantities AS q ON q.id = t.id
    JOIN quantities AS g
        ON g.notice_id = q.notice_id AND g.indicator_canonical = q.indicator_canonical AND g.status = 'target'
    WHERE t.nth = 1
        AND g.measure = 'annual_growth'
        AND (q.measure = 'level' OR g.id = q.id)
        AND (g.id = q.id OR g.date IS NULL OR substr(g.date, 1, 4) = substr(q.date, 1, 4))
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
FROM told AS t
JOIN quantities AS q ON q.id = t.id
JOIN notices AS n ON n.id = q.notice_id
LEFT JOIN baselines AS bl ON bl.id = t.id AND bl.nth = 1
LEFT JOIN quantities AS b ON b.id = bl.baseline_id
LEFT JOIN growths AS gl ON gl.id = t.id AND gl.nth = 1
LEFT JOIN quantities AS g ON g.id = gl.growth_id
WHERE t.nth = 1
    AND (:region IS NULL OR instr(n.region, :region))
ORDER BY
    q.indicator_canonical <> :canonical, q.indicator_canonical, q.unit_family, n.region, t.year, n.issued_on, n.id,
    q.start_offset, q.end_offset, t.id
