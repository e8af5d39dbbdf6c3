-- Every sentence, for words of a single character, which are in no index.
--
-- Scans: sentences.
SELECT id FROM sentences
