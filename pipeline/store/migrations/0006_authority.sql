-- Agencies under one name: their kind in Chinese, what they became, and what a person decided about them.

-- Towns and functional zones are regions too.
ALTER TABLE regions ADD COLUMN rank TEXT NOT NULL DEFAULT 'county'
    CHECK (rank IN ('country', 'province', 'prefecture', 'county', 'township', 'zone'));

UPDATE regions SET rank = level;

ALTER TABLE regions DROP COLUMN level;

ALTER TABLE regions RENAME COLUMN rank TO level;

ALTER TABLE agencies ADD COLUMN kind_label TEXT NOT NULL DEFAULT '';

-- The name under which the work goes on, the agency's own where it never changed; since when, and where that is said.
ALTER TABLE agencies ADD COLUMN current_name TEXT NOT NULL DEFAULT '';

ALTER TABLE agencies ADD COLUMN changed_on TEXT CHECK (changed_on IS date(changed_on, '+0 days'));

ALTER TABLE agencies ADD COLUMN change_rule TEXT;

ALTER TABLE agencies ADD COLUMN change_source TEXT;

UPDATE agencies SET current_name = name;

CREATE INDEX agencies_current_name ON agencies (current_name);

CREATE INDEX agencies_kind ON agencies (kind);

-- What a person decided; it is applied over whatever is read later. `key` says of what, in the words of the rules:
-- for an agency its canonical name and region as a JSON array.
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY,
    subject TEXT NOT NULL CHECK (subject <> ''),
    key TEXT NOT NULL CHECK (json_valid(key)),
    field TEXT NOT NULL CHECK (field <> ''),
    old_value TEXT,
    value TEXT,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    UNIQUE (subject, key, field)
) STRICT;

-- A row an agency's part in an assignment.
CREATE VIEW agency_roles AS
SELECT
    aa.assignment_id,
    aa.role,
    aa.position,
    aa.printed,
    aa.agency_id,
    g.name AS canonical,
    g.current_name,
    g.region AS agency_region,
    g.function,
    g.function_label,
    g.kind,
    a.notice_id,
    n.region,
    n.issued_on,
    a.task,
    CASE WHEN a.ongoing THEN 'ongoing' ELSE a.deadline END AS deadline
FROM assignment_agencies AS aa
JOIN agencies AS g ON g.id = aa.agency_id
JOIN assignments AS a ON a.id = aa.assignment_id
JOIN notices AS n ON n.id = a.notice_id;

-- A row an assignment, its agencies as JSON arrays of canonical names in the order of the notice.
CREATE VIEW assignments_canonical AS
SELECT
    a.id AS assignment_id,
    a.notice_id,
    n.region,
    n.issued_on,
    a.section_id,
    a.task,
    CASE WHEN a.ongoing THEN 'ongoing' ELSE a.deadline END AS deadline,
    (
        SELECT json_group_array(name) FROM (
            SELECT g.name
            FROM assignment_agencies AS aa
            JOIN agencies AS g ON g.id = aa.agency_id
            WHERE aa.assignment_id = a.id AND aa.role = 'lead'
            ORDER BY aa.position
        )
    ) AS lead,
    (
        SELECT json_group_array(name) FROM (
            SELECT g.name
            FROM assignment_agencies AS aa
            JOIN agencies AS g ON g.id = aa.agency_id
            WHERE aa.assignment_id = a.id AND aa.role = 'support'
            ORDER BY aa.position
        )
    ) AS support,
    (
        SELECT json_group_array(name) FROM (
            SELECT g.name
            FROM assignment_agencies AS aa
            JOIN agencies AS g ON g.id = aa.agency_id
            WHERE aa.assignment_id = a.id AND aa.role = 'responsible'
            ORDER BY aa.position
        )
    ) AS responsible,
    a.origin,
    a.quote,
    a.start_offset,
    a.end_offset
FROM assignments AS a
JOIN notices AS n ON n.id = a.notice_id;

-- Canonical names were made by other rules; the next ingest reads these notices again.
UPDATE notices SET schema_version = 'before canonical names';
