-- What is asked for often is looked up, not scanned, however large the ledger is.

-- Which of the assignments at one place of a notice it is; with the place it names the record.
ALTER TABLE assignments ADD COLUMN position INTEGER NOT NULL DEFAULT 0 CHECK (position >= 0);

UPDATE assignments SET position = (
    SELECT count(*) FROM assignments AS same
    WHERE same.notice_id = assignments.notice_id
        AND same.start_offset = assignments.start_offset
        AND same.end_offset = assignments.end_offset
        AND same.id < assignments.id
);

ALTER TABLE assignments ADD COLUMN record TEXT
    AS (substr(notice_id, 1, 8) || '-' || start_offset || '-' || end_offset || '-' || position) VIRTUAL;

CREATE INDEX assignments_record ON assignments (record);

-- The day until when, or `ongoing`.
ALTER TABLE assignments ADD COLUMN due TEXT AS (CASE WHEN ongoing THEN 'ongoing' ELSE deadline END) VIRTUAL;

DROP INDEX assignments_deadline;

CREATE INDEX assignments_due ON assignments (due) WHERE due IS NOT NULL;

-- The note or table row whose passage an amount or a milestone stands in; see pipeline/store/passages.py.
ALTER TABLE quantities ADD COLUMN answered_by INTEGER REFERENCES assignments (id) ON DELETE SET NULL;

ALTER TABLE milestones ADD COLUMN answered_by INTEGER REFERENCES assignments (id) ON DELETE SET NULL;

CREATE INDEX quantities_answered_by ON quantities (answered_by) WHERE answered_by IS NOT NULL;

CREATE INDEX milestones_answered_by ON milestones (answered_by) WHERE answered_by IS NOT NULL;

-- An agency's part in an assignment, and whether it answers for it: who leads, or is responsible where nobody leads.
CREATE VIEW assignment_roles AS
SELECT
    aa.assignment_id,
    aa.role,
    aa.position,
    aa.printed,
    aa.agency_id,
    aa.role = 'lead' OR (
        aa.role = 'responsible'
        AND NOT EXISTS (
            SELECT 1 FROM assignment_agencies AS lead WHERE lead.assignment_id = aa.assignment_id AND lead.role = 'lead'
        )
    ) AS answers
FROM assignment_agencies AS aa;

DROP VIEW agency_roles;

DROP VIEW assignments_canonical;

-- Each amount (`of_id`) with those of its notice that promise the same, itself included: one indicator, year and amount.
CREATE VIEW quantities_alike AS
SELECT q.id AS of_id, other.id, other.start_offset
FROM quantities AS q
JOIN quantities AS other
    ON other.notice_id = q.notice_id
    AND other.indicator_canonical = q.indicator_canonical
    AND other.status = q.status
    AND other.indicator = q.indicator
    AND other.measure = q.measure
    AND substr(other.date, 1, 4) IS substr(q.date, 1, 4)
    AND other.value_base IS q.value_base
    AND other.value_max_base IS q.value_max_base
    AND other.unit_base IS q.unit_base
    AND other.recurrence IS q.recurrence
    AND other.cumulative = q.cumulative
    AND other.relative_to IS q.relative_to;

-- What is looked for in an assignment: its task, the headings above it, and the passage without blanks.
CREATE VIEW assignment_words AS
SELECT
    a.id,
    a.notice_id,
    coalesce(a.task, '') AS task,
    coalesce(s.trail, '') AS headings,
    replace(replace(replace(replace(a.passage, char(10), ''), char(13), ''), ' ', ''), '　', '') AS passage
FROM assignments AS a
LEFT JOIN sections AS s ON s.id = a.section_id;

-- Pairs of neighbouring characters, as in sentence_index.
CREATE VIRTUAL TABLE assignment_index
USING fts5 (task, headings, passage, content = '', columnsize = 0, tokenize = 'ascii');

INSERT INTO assignment_index (rowid, task, headings, passage)
SELECT id, pair_words(task), pair_words(headings), pair_words(passage) FROM assignment_words;

CREATE VIRTUAL TABLE quantity_index
USING fts5 (printed, canonical, content = '', columnsize = 0, tokenize = 'ascii');

INSERT INTO quantity_index (rowid, printed, canonical)
SELECT id, pair_words(indicator), pair_words(indicator_canonical) FROM quantities;

-- Notices of a region in the order in which they are told.
DROP INDEX notices_region;

CREATE INDEX notices_region ON notices (region, issued_on, id);

-- All that a notice may be called by, so that a part of a name is looked for without the texts.
DROP INDEX notices_title;

CREATE INDEX notices_title ON notices (title, plan_title, doc_number, region, issued_on, id);

DROP INDEX agencies_region;

CREATE INDEX agencies_region ON agencies (region, function_label, name);

CREATE INDEX agencies_function_label ON agencies (function, function_label);

DROP INDEX agencies_function;

-- Which passage a fact stands in is found when a notice is read; the next ingest reads these notices again.
UPDATE notices SET schema_version = 'before large ledgers';
