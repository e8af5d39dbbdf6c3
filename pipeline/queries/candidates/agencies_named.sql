-- The agencies that are meant by a name.
--
-- Scans: agencies, agency_aliases.
--
-- :agency  part of a canonical, current or printed name
SELECT id FROM agencies WHERE instr(name, :agency) OR instr(current_name, :agency)
UNION
SELECT agency_id FROM agency_aliases WHERE instr(printed, :agency)
