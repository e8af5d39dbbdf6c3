-- Decisions about assignments, in the table of those about agencies. `key` is the notice's id, the offsets of the
-- assignment and its position among those at one place, as a JSON array; so it outlasts the next extraction.

ALTER TABLE corrections ADD COLUMN notice TEXT;

ALTER TABLE corrections ADD COLUMN quote TEXT;

-- changed: the extraction now says something else than `old_value`; lost: no record stands there any more.
ALTER TABLE corrections ADD COLUMN state TEXT NOT NULL DEFAULT 'applied' CHECK (state IN ('applied', 'changed', 'lost'));

ALTER TABLE assignments ADD COLUMN progress TEXT CHECK (progress IN ('done', 'in_progress', 'overdue'));
