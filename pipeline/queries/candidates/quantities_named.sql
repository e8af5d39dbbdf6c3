-- The amounts of an indicator: first those of the canonical name, then those with a part of a name, as printed or canonical.
--
-- :canonical  the canonical name of the indicator asked for
-- :match      the index's expression for parts of names
SELECT id FROM quantities WHERE indicator_canonical = :canonical
UNION ALL
SELECT rowid FROM quantity_index WHERE quantity_index MATCH :match
