"""Fields of Word: what is open at a place, and whether it is printed there."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CONTENTS = re.compile(r"\s*TOC\b", re.IGNORECASE)
_OVERLAY = re.compile(r"\s*EQ\b.*?\\o\s?(?:\\a[cdlr])?\s?\((.*)\)\s*$", re.DOTALL | re.IGNORECASE)
_RAISED = re.compile(r"\\s\s?\\(?:up|do)\s?[0-9]*\s?\([^()]*\)")


@dataclass(slots=True)
class _Field:
    code: str = ""
    has_result: bool = False
    is_contents: bool = False


class Fields:
    """The fields that are open. Of each only the result is printed; that of a table of contents is left out."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self.is_printed = True
        """Whether what stands here is printed, as far as fields go."""

    def mark(self, kind: str | None) -> str:
        """A w:fldChar; what a field prints that has no result but prints its code."""
        text = ""
        if kind == "begin":
            self._open.append(_Field())
        elif self._open and kind == "separate":
            field = self._open[-1]
            field.has_result = True
            field.is_contents = _CONTENTS.match(field.code) is not None
        elif self._open and kind == "end":
            field = self._open.pop()
            text = "" if field.has_result else _overlaid(field.code)
        self._update()
        return text if self.is_printed else ""

    def add_code(self, text: str) -> None:
        """More of the innermost field's code."""
        if self._open and not self._open[-1].has_result:
            self._open[-1].code += text

    def end_paragraph(self) -> None:
        """Gives up fields that have no result yet: one whose marks are damaged must not hide all that follows."""
        if not self.is_printed:
            self._open = [field for field in self._open if field.has_result]
            self._update()

    def _update(self) -> None:
        self.is_printed = all(f.has_result and not f.is_contents for f in self._open)


def _overlaid(code: str) -> str:
    """The character in a circle, or below its reading, of an EQ field: the last one that is printed."""
    found = _OVERLAY.match(code)
    parts = re.split("[,;，；]", _RAISED.sub("", found[1])) if found else []
    return next((part.strip() for part in reversed(parts) if part.strip()), "")
