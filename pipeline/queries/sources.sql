-- The files that notices were read from, by notice and path: the reader, and what in the bytes made it that one.
--
-- :notice  id of a notice, or null for all
SELECT notice_id, path, reader, detected_by, media_type, encoding, sha256
FROM sources
WHERE :notice IS NULL OR notice_id = :notice
ORDER BY notice_id, path
