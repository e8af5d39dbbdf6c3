"""Is the extraction right? Figures against hand-made gold, with floors that only rise (`make eval`).

`claims` is what gold and program say in one comparable form, `matching` pairs the two within a notice, `figures`
counts over notices, `packed` reads gold whose phrases are hashes, `sets` finds the gold, `gate` holds the floors.
"""
