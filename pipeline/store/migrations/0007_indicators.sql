-- Indicators under one name, so that indicator, region and year make one table; `indicator` stays as printed.

ALTER TABLE quantities ADD COLUMN indicator_canonical TEXT NOT NULL DEFAULT '';

-- What the unit measures: money, ratio, count, persons …; null where no unit is printed.
ALTER TABLE quantities ADD COLUMN unit_family TEXT;

UPDATE quantities SET indicator_canonical = indicator;

DROP INDEX quantities_indicator;

CREATE INDEX quantities_indicator ON quantities (notice_id, indicator_canonical, status);

CREATE INDEX quantities_canonical_name ON quantities (indicator_canonical, status);

-- A row an amount of whatever status, with the place and the year that it speaks of.
CREATE VIEW quantities_canonical AS
SELECT
    q.id AS quantity_id,
    q.notice_id,
    q.indicator_canonical,
    q.indicator,
    q.unit_family,
    n.region,
    CAST(substr(q.date, 1, 4) AS INTEGER) AS year,
    q.status,
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
    q.section_id,
    n.title AS notice,
    n.issued_on,
    q.quote,
    q.start_offset,
    q.end_offset,
    q.rule_id
FROM quantities AS q
JOIN notices AS n ON n.id = q.notice_id;

-- Made by rules that did not exist when these notices were read; the next ingest reads them again.
UPDATE notices SET schema_version = 'before canonical indicators';
