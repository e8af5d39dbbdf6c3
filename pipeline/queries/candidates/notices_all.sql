-- Every notice, by region and date.
--
-- Scans: notices.
SELECT id FROM notices ORDER BY region, issued_on, id LIMIT -1
