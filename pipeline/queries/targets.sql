-- Indicator by region: baseline, target, unit and date, in base units so that 万元 and 亿元 compare.
--
-- A row an amount of the status asked for: target (as a rule), actual or parameter. A target brings its baseline:
-- the latest actual amount of the same indicator, measure and base unit in the same notice (各项存款 is 存款).
-- An indicator is found by any part of its name, as printed or canonical; 存贷款 also finds 存款 and 贷款, 进出口
-- also 进口 and 出口; a variant (各项贷款余额) finds what has the same canonical name (贷款余额).
--
-- :indicators  JSON array of parts of names, the first one as asked for; null for all
-- :canonical   the canonical name of the indicator asked for, or null
-- :by          last day of the deadline at the latest, or null
-- :status      target, actual or parameter
-- :limit       how many at most, or null
WITH found AS MATERIALIZED (
    SELECT DISTINCT q.id
    FROM candidates AS c
    CROSS JOIN quantities AS q ON q.id = c.id
    WHERE q.status = :status
        AND (:by IS NULL OR q.date <= :by)
        AND (
            :indicators IS NULL
            OR q.indicator_canonical = :canonical
            OR EXISTS (
                SELECT 1 FROM json_each(:indicators) AS w
                WHERE instr(lower(q.indicator), lower(w.value)) OR instr(lower(q.indicator_canonical), lower(w.value))
            )
        )
    LIMIT coalesce(:limit, -1)
)
SELECT
    q.indicator,
    q.indicator_canonical,
    q.unit_family,
    n.region,
    n.title AS notice,
    q.status,
    q.measure,
    b.value AS baseline,
    b.unit AS baseline_unit,
    b.value_base AS baseline_base,
    b.date AS baseline_date,
    b.quote AS baseline_quote,
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
    CASE
        WHEN q.rule_id LIKE '%-cell' THEN 'table'
        WHEN instr(s.trail, '专栏') THEN 'box'
        ELSE 'text'
    END AS place,
    s.trail AS headings,
    q.section,
    q.quote,
    q.start_offset AS start,
    q.end_offset AS "end",
    n.id AS notice_id
FROM found AS f
CROSS JOIN quantities AS q ON q.id = f.id
CROSS JOIN notices AS n ON n.id = q.notice_id
LEFT JOIN sections AS s ON s.id = q.section_id
LEFT JOIN quantities AS b ON b.id = (
    SELECT actual.id
    FROM quantities AS actual
    WHERE q.status = 'target'
        AND actual.notice_id = q.notice_id
        AND actual.indicator_canonical = q.indicator_canonical
        AND actual.status = 'actual'
        AND actual.measure = q.measure
        AND actual.unit_base IS q.unit_base
        AND actual.value IS NOT NULL
    ORDER BY actual.date DESC NULLS LAST, actual.start_offset DESC, actual.id DESC
    LIMIT 1
)
ORDER BY
    q.indicator_canonical IS NOT :canonical,
    q.indicator_canonical, q.measure, q.unit_family, n.region, q.date, n.issued_on, n.id, q.start_offset, q.end_offset, q.id
