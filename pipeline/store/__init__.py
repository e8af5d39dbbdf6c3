"""The ledger on disk. Nothing here loads the records or the extractors before a notice is loaded."""

from pipeline.store.connection import open_for_reading
from pipeline.store.dump import dump
from pipeline.store.ledger import FileOutcome, Ledger, LoadOutcome

__all__ = ["FileOutcome", "Ledger", "LoadOutcome", "dump", "open_for_reading"]
