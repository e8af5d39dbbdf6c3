-- What a notice rests on, and which notices of the ledger rest on it.
--
-- A paper and a notice are one where the number is the same, or where the paper's title is the notice's or its plan's.
-- A row a paper cited (its first place in the notice), or a notice that cites this one (its first place there).
--
-- :notice  the notice's id
WITH own AS (
    SELECT id, title, plan_title, doc_number FROM notices WHERE id = :notice
),
cited AS (
    SELECT c.title, max(c.doc_number) AS doc_number, count(*) AS times, min(c.start_offset) AS first
    FROM citations AS c
    WHERE c.notice_id = :notice
    GROUP BY c.title
),
known AS (
    SELECT p.title, min(n.id) AS id
    FROM cited AS p
    JOIN notices AS n ON n.id IN (
        SELECT id FROM notices WHERE doc_number = p.doc_number
        UNION ALL
        SELECT id FROM notices WHERE title = p.title
        UNION ALL
        SELECT id FROM notices WHERE plan_title = p.title
    )
    WHERE n.id <> :notice
    GROUP BY p.title
),
citing AS (
    SELECT c.id, c.notice_id, count(*) OVER (PARTITION BY c.notice_id) AS times,
        row_number() OVER (PARTITION BY c.notice_id ORDER BY c.start_offset) AS nth
    FROM own
    JOIN citations AS c ON c.id IN (
        SELECT id FROM citations WHERE doc_number = own.doc_number
        UNION ALL
        SELECT id FROM citations WHERE title = own.title
        UNION ALL
        SELECT id FROM citations WHERE title = own.plan_title
    )
    WHERE c.notice_id <> own.id
)
SELECT
    'rests_on' AS relation, p.title, p.doc_number, n.region, n.issued_on, p.times, c.quote,
    c.start_offset AS start, c.end_offset AS "end", n.id AS notice_id
FROM cited AS p
JOIN citations AS c ON c.notice_id = :notice AND c.start_offset = p.first AND +c.title = p.title
LEFT JOIN known AS k ON k.title = p.title
LEFT JOIN notices AS n ON n.id = k.id
UNION ALL
SELECT
    'cited_by', n.title, n.doc_number, n.region, n.issued_on, q.times, c.quote, c.start_offset, c.end_offset, n.id
FROM citing AS q
JOIN citations AS c ON c.id = q.id
JOIN notices AS n ON n.id = q.notice_id
WHERE q.nth = 1
ORDER BY relation DESC, start, issued_on, notice_id
