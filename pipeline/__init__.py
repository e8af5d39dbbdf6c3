"""Everything with a side effect: readers, ledger, queries, exports, the command line."""
