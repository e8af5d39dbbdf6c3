-- Places of one notice that do not agree, or that lack something; `rule_id` is the check that speaks.

CREATE TABLE audit_findings (
    id INTEGER PRIMARY KEY,
    notice_id TEXT NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
    section_id INTEGER REFERENCES sections (id) ON DELETE CASCADE,
    section TEXT NOT NULL CHECK (json_valid(section)),
    severity TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'error')),
    message TEXT NOT NULL,
    other_start INTEGER CHECK (other_start >= 0),
    other_end INTEGER CHECK (other_end > other_start),
    other_quote TEXT,
    start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
    end_offset INTEGER NOT NULL CHECK (end_offset > start_offset),
    quote TEXT NOT NULL,
    rule_id TEXT NOT NULL,
    CHECK ((other_start IS NULL) = (other_quote IS NULL) AND (other_end IS NULL) = (other_quote IS NULL))
) STRICT;

CREATE INDEX audit_findings_notice ON audit_findings (notice_id, start_offset);

CREATE INDEX audit_findings_section ON audit_findings (section_id);

-- Nobody audited when these notices were read; the next ingest reads them again.
UPDATE notices SET schema_version = 'before audit';
