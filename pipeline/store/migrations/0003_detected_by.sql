-- What in the bytes of a file made them go to its reader; empty where it was read before this was kept.

ALTER TABLE sources ADD COLUMN detected_by TEXT NOT NULL DEFAULT '';
