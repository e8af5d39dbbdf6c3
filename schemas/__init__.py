"""What a fact is: frozen records, vocabularies, errors. A leaf: no pattern, no file, no database."""

SCHEMA_VERSION = "1.0"
EXTRACTOR_VERSION = "0.1.0"
"""Part of every ledger row; a notice read by another version is read again whole."""
