-- The notices of a notice's region and of the regions that it lies in, itself included: its versions and its parents.
--
-- :notice  the notice's id
SELECT n.id, n.title, coalesce(n.plan_title, n.title) AS plan, n.doc_number, n.region, n.issued_on, n.period_start, r.depth
FROM notices AS own
JOIN regions_above AS r ON r.path = own.region
JOIN notices AS n ON n.region = r.above
WHERE own.id = :notice
ORDER BY r.depth, n.issued_on, n.id
