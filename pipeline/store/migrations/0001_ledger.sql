-- The ledger: notices, where they were read from, and what they promise.
-- Offsets are half-open, in code points of notices.text; quote is what stands there.

CREATE TABLE regions (
    path TEXT PRIMARY KEY CHECK (path <> ''),
    name TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('country', 'province', 'prefecture', 'county')),
    parent TEXT REFERENCES regions (path)
) STRICT;

CREATE INDEX regions_parent ON regions (parent);

CREATE TABLE notices (
    id TEXT PRIMARY KEY CHECK (length(id) = 16),
    title TEXT NOT NULL,
    plan_title TEXT,
    doc_number TEXT,
    issuers TEXT NOT NULL CHECK (json_valid(issuers)),
    issued_on TEXT CHECK (issued_on IS date(issued_on, '+0 days')),
    region TEXT REFERENCES regions (path),
    period_start INTEGER,
    period_end INTEGER CHECK (period_end >= period_start),
    status TEXT NOT NULL CHECK (status IN ('ok', 'partial')),
    section_count INTEGER NOT NULL,
    quantity_count INTEGER NOT NULL,
    assignment_count INTEGER NOT NULL,
    milestone_count INTEGER NOT NULL,
    citation_count INTEGER NOT NULL,
    diagnostic_count INTEGER NOT NULL,
    start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
    end_offset INTEGER NOT NULL CHECK (end_offset > start_offset),
    quote TEXT NOT NULL,
    rule_id TEXT NOT NULL,
    read_from TEXT NOT NULL,
    extractor_version TEXT NOT NULL,
    schema_version TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;

CREATE INDEX notices_region ON notices (region);

CREATE INDEX notices_doc_number ON notices (doc_number);

CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    notice_id TEXT NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
    path TEXT NOT NULL UNIQUE,
    media_type TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    reader TEXT NOT NULL,
    encoding TEXT,
    size INTEGER CHECK (size >= 0)
) STRICT;

CREATE INDEX sources_sha256 ON sources (sha256);

CREATE INDEX sources_notice ON sources (notice_id);

CREATE TABLE sections (
    id INTEGER PRIMARY KEY,
    notice_id TEXT NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
    parent_id INTEGER REFERENCES sections (id) ON DELETE CASCADE,
    section TEXT NOT NULL CHECK (json_valid(section)),
    label TEXT NOT NULL,
    heading TEXT NOT NULL,
    trail TEXT NOT NULL,
    level INTEGER NOT NULL CHECK (level >= 1),
    start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
    end_offset INTEGER NOT NULL CHECK (end_offset > start_offset),
    quote TEXT NOT NULL,
    rule_id TEXT NOT NULL
) STRICT;

CREATE INDEX sections_notice ON sections (notice_id, start_offset);

CREATE INDEX sections_parent ON sections (parent_id);

CREATE TABLE quantities (
    id INTEGER PRIMARY KEY,
    notice_id TEXT NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
    section_id INTEGER REFERENCES sections (id) ON DELETE CASCADE,
    section TEXT NOT NULL CHECK (json_valid(section)),
    indicator TEXT NOT NULL,
    measure TEXT NOT NULL
        CHECK (measure IN ('level', 'annual_growth', 'growth', 'change', 'multiple', 'gap')),
    comparator TEXT CHECK (comparator IN ('eq', 'ge', 'le', 'gt', 'lt', 'approx', 'range')),
    value REAL CHECK (abs(value) < 9e999),
    value_max REAL CHECK (abs(value_max) < 9e999),
    unit TEXT,
    value_base REAL CHECK (abs(value_base) < 9e999),
    value_max_base REAL CHECK (abs(value_max_base) < 9e999),
    unit_base TEXT,
    status TEXT NOT NULL CHECK (status IN ('target', 'actual', 'parameter')),
    date TEXT CHECK (date IS date(date, '+0 days')),
    recurrence TEXT
        CHECK (recurrence IN ('yearly', 'half_yearly', 'quarterly', 'monthly', 'biennial')),
    cumulative INTEGER NOT NULL CHECK (cumulative IN (0, 1)),
    nature TEXT CHECK (nature IN ('expected', 'binding')),
    relative_to TEXT,
    start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
    end_offset INTEGER NOT NULL CHECK (end_offset > start_offset),
    quote TEXT NOT NULL,
    rule_id TEXT NOT NULL,
    CHECK ((value_max IS NOT NULL) = (comparator IS 'range'))
) STRICT;

CREATE INDEX quantities_notice ON quantities (notice_id, start_offset);

CREATE INDEX quantities_section ON quantities (section_id);

CREATE INDEX quantities_indicator ON quantities (notice_id, indicator, status);

CREATE INDEX quantities_date ON quantities (date) WHERE status = 'target';

CREATE TABLE assignments (
    id INTEGER PRIMARY KEY,
    notice_id TEXT NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
    section_id INTEGER REFERENCES sections (id) ON DELETE CASCADE,
    section TEXT NOT NULL CHECK (json_valid(section)),
    task TEXT,
    deadline TEXT CHECK (deadline IS date(deadline, '+0 days')),
    ongoing INTEGER NOT NULL CHECK (ongoing IN (0, 1)),
    origin TEXT NOT NULL CHECK (origin IN ('text', 'table')),
    passage_start INTEGER NOT NULL,
    passage_end INTEGER NOT NULL,
    passage TEXT NOT NULL,
    start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
    end_offset INTEGER NOT NULL CHECK (end_offset > start_offset),
    quote TEXT NOT NULL,
    rule_id TEXT NOT NULL,
    CHECK (deadline IS NULL OR ongoing = 0)
) STRICT;

CREATE INDEX assignments_notice ON assignments (notice_id, start_offset);

CREATE INDEX assignments_section ON assignments (section_id);

CREATE INDEX assignments_deadline ON assignments (deadline) WHERE deadline IS NOT NULL;

CREATE TABLE milestones (
    id INTEGER PRIMARY KEY,
    notice_id TEXT NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
    section_id INTEGER REFERENCES sections (id) ON DELETE CASCADE,
    section TEXT NOT NULL CHECK (json_valid(section)),
    what TEXT NOT NULL,
    deadline TEXT NOT NULL CHECK (deadline IS date(deadline, '+0 days')),
    start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
    end_offset INTEGER NOT NULL CHECK (end_offset > start_offset),
    quote TEXT NOT NULL,
    rule_id TEXT NOT NULL
) STRICT;

CREATE INDEX milestones_notice ON milestones (notice_id, start_offset);

CREATE INDEX milestones_section ON milestones (section_id);

CREATE INDEX milestones_deadline ON milestones (deadline);

CREATE TABLE citations (
    id INTEGER PRIMARY KEY,
    notice_id TEXT NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
    section_id INTEGER REFERENCES sections (id) ON DELETE CASCADE,
    section TEXT NOT NULL CHECK (json_valid(section)),
    title TEXT NOT NULL,
    doc_number TEXT,
    start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
    end_offset INTEGER NOT NULL CHECK (end_offset > start_offset),
    quote TEXT NOT NULL,
    rule_id TEXT NOT NULL
) STRICT;

CREATE INDEX citations_notice ON citations (notice_id, start_offset);

CREATE INDEX citations_section ON citations (section_id);

CREATE TABLE diagnostics (
    id INTEGER PRIMARY KEY,
    notice_id TEXT NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
    section_id INTEGER REFERENCES sections (id) ON DELETE CASCADE,
    section TEXT NOT NULL CHECK (json_valid(section)),
    code TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'error')),
    message TEXT NOT NULL,
    start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
    end_offset INTEGER NOT NULL CHECK (end_offset > start_offset),
    quote TEXT NOT NULL,
    rule_id TEXT NOT NULL
) STRICT;

CREATE INDEX diagnostics_notice ON diagnostics (notice_id, start_offset);

CREATE INDEX diagnostics_section ON diagnostics (section_id);

CREATE TABLE agencies (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    region TEXT REFERENCES regions (path),
    function TEXT NOT NULL,
    function_label TEXT NOT NULL,
    kind TEXT NOT NULL
) STRICT;

-- Two districts of one name may each have an office of one name.
CREATE UNIQUE INDEX agencies_name ON agencies (name, coalesce(region, ''));

CREATE INDEX agencies_function ON agencies (function);

CREATE INDEX agencies_region ON agencies (region);

CREATE TABLE agency_aliases (
    id INTEGER PRIMARY KEY,
    agency_id INTEGER NOT NULL REFERENCES agencies (id) ON DELETE CASCADE,
    printed TEXT NOT NULL,
    rule_id TEXT NOT NULL,
    UNIQUE (agency_id, printed, rule_id)
) STRICT;

CREATE INDEX agency_aliases_printed ON agency_aliases (printed);

CREATE TABLE assignment_agencies (
    assignment_id INTEGER NOT NULL REFERENCES assignments (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('lead', 'support', 'responsible')),
    position INTEGER NOT NULL CHECK (position >= 0),
    printed TEXT NOT NULL,
    agency_id INTEGER NOT NULL REFERENCES agencies (id),
    alias_id INTEGER NOT NULL REFERENCES agency_aliases (id),
    PRIMARY KEY (assignment_id, role, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX assignment_agencies_agency ON assignment_agencies (agency_id);

CREATE INDEX assignment_agencies_alias ON assignment_agencies (alias_id);

CREATE TABLE sentences (
    id INTEGER PRIMARY KEY,
    notice_id TEXT NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
    section_id INTEGER REFERENCES sections (id) ON DELETE CASCADE,
    start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
    end_offset INTEGER NOT NULL CHECK (end_offset > start_offset),
    text TEXT NOT NULL
) STRICT;

CREATE INDEX sentences_notice ON sentences (notice_id, start_offset);

CREATE INDEX sentences_section ON sentences (section_id);

-- Pairs of neighbouring characters of each sentence, as hexadecimal words; see pipeline/store/sentences.py.
CREATE VIRTUAL TABLE sentence_index
USING fts5 (pairs, content = '', columnsize = 0, tokenize = 'ascii');

CREATE TABLE ingest_runs (
    id INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    extractor_version TEXT NOT NULL,
    ok INTEGER NOT NULL DEFAULT 0,
    partial INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE ingest_files (
    run_id INTEGER NOT NULL REFERENCES ingest_runs (id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('ok', 'partial', 'failed', 'unchanged')),
    notice_id TEXT REFERENCES notices (id) ON DELETE SET NULL,
    fault TEXT,
    message TEXT,
    seconds REAL,
    PRIMARY KEY (run_id, path)
) STRICT;

CREATE INDEX ingest_files_notice ON ingest_files (notice_id);
