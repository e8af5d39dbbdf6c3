-- Every amount.
--
-- Scans: quantities.
SELECT id FROM quantities
