"""What a careful reader would find: places of one notice that do not agree, or that lack something."""

from extractors.audit.find import audit

__all__ = ["audit"]
