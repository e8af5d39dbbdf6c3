-- Where stretches of a notice's text stand in the file that it was read from; a fact has the places that its
-- offsets meet. Numbers count from 1, boxes are in points from the top left corner of the page, y downwards.

CREATE TABLE places (
    notice_id TEXT NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
    start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
    end_offset INTEGER NOT NULL CHECK (end_offset > start_offset),
    page INTEGER CHECK (page >= 1),
    x0 REAL,
    y0 REAL,
    x1 REAL,
    y1 REAL,
    table_number INTEGER CHECK (table_number >= 1),
    row_number INTEGER CHECK (row_number >= 1),
    column_number INTEGER CHECK (column_number >= 1),
    paragraph INTEGER CHECK (paragraph >= 1),
    line INTEGER CHECK (line >= 1),
    path TEXT,
    PRIMARY KEY (notice_id, start_offset),
    CHECK ((x0 IS NULL) = (y0 IS NULL) AND (x0 IS NULL) = (x1 IS NULL) AND (x0 IS NULL) = (y1 IS NULL))
) STRICT, WITHOUT ROWID;

-- Nobody kept the places of these notices; the next ingest reads them again.
UPDATE notices SET schema_version = 'before places';
