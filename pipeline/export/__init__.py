"""The facts of one notice in the forms that others read."""
