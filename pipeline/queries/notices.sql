-- The notices in the ledger, by region and date, with the number of their facts and the files they were read from.
--
-- `unexplained` counts the numbers and agency names that are in no record for a reason unknown.
--
-- :limit  how many at most, or null
WITH found AS MATERIALIZED (SELECT id FROM candidates LIMIT coalesce(:limit, -1))
SELECT
    n.id AS notice_id,
    n.region,
    n.title,
    n.plan_title,
    n.doc_number,
    n.issuers,
    n.issued_on,
    n.period_start,
    n.period_end,
    n.status,
    n.section_count AS sections,
    n.quantity_count AS quantities,
    n.assignment_count AS assignments,
    n.milestone_count AS milestones,
    n.citation_count AS citations,
    n.diagnostic_count AS diagnostics,
    (
        SELECT coalesce(sum(count), 0) FROM coverage WHERE notice_id = n.id AND reason = 'unexplained'
    ) AS unexplained,
    (
        SELECT json_group_array(path)
        FROM (SELECT path FROM sources WHERE notice_id = n.id ORDER BY path)
    ) AS sources
FROM found AS f
CROSS JOIN notices AS n ON n.id = f.id
ORDER BY n.region, n.issued_on, n.id
