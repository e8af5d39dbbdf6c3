-- The agencies that are meant by a name, or by what they are for.
--
-- Scans: agencies, agency_aliases.
--
-- :agency  part of a canonical, current or printed name, or a function's id or label
SELECT id FROM agencies
WHERE function = :agency OR function_label = :agency OR instr(name, :agency) OR instr(current_name, :agency)
UNION
SELECT agency_id FROM agency_aliases WHERE instr(printed, :agency)
