-- How certain the recognition of a picture is of its text; null where the file itself has the text.

ALTER TABLE places ADD COLUMN confidence REAL CHECK (confidence BETWEEN 0 AND 1);
