"""How facts are found: a package a dimension, rule tables with their examples beside them. Text in, records out."""
