-- How many mentions of each notice are in no record, by reason; `unexplained` where nobody knows why.
-- Each unexplained one is a diagnostic C001 too, with its place.

CREATE TABLE coverage (
    notice_id TEXT NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('number', 'agency')),
    reason TEXT NOT NULL CHECK (reason <> ''),
    count INTEGER NOT NULL CHECK (count > 0),
    PRIMARY KEY (notice_id, kind, reason)
) STRICT, WITHOUT ROWID;

-- Nobody counted when these notices were read; the next ingest reads them again.
UPDATE notices SET schema_version = 'before coverage';
