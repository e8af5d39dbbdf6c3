-- The files that notices were read from, by notice and path: the reader, and what in the bytes made it that one.
WITH found AS MATERIALIZED (SELECT id FROM candidates)
SELECT s.notice_id, s.path, s.reader, s.detected_by, s.media_type, s.encoding, s.sha256
FROM found AS f
CROSS JOIN sources AS s ON s.notice_id = f.id
ORDER BY s.notice_id, s.path
