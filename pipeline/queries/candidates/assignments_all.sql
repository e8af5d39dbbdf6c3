-- Every assignment.
--
-- Scans: assignments.
SELECT id FROM assignments
