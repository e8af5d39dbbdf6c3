"""Other documents that a notice names."""
