"""The patterns that the extraction runs through running text, and a bare scan with them."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import regex

import extractors
from extractors.notice import records_of
from schemas.source import Source

_KINDS = (re.Pattern, regex.Pattern)
_SCANS = ("search", "finditer", "findall", "sub", "split")


class _Watched:
    """A pattern that notes how many characters it is given to look through."""

    def __init__(self, pattern: Any, seen: Counter[Any]) -> None:  # noqa: ANN401 - of re or regex
        self._pattern = pattern
        self._seen = seen

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as the pattern has it
        method = getattr(self._pattern, name)
        if name not in _SCANS:
            return method

        def watched(*args: Any, **options: Any) -> Any:  # noqa: ANN401
            text, *bounds = args[1:2] if name == "sub" else args
            self._seen[self._pattern] += len(range(len(text))[slice(*bounds, None)])
            return method(*args, **options)

        return watched


def scanning_patterns(sources: Sequence[Source], share: float) -> dict[str, Any]:
    """By name, the patterns that are given at least `share` of all characters to look through."""
    with _watching() as seen:
        for source in sources:
            records_of(source)
    length = sum(len(source.text) for source in sources)
    names = {pattern: f"{module.__name__}.{name}" for module, name, pattern in _places()}
    return {names[p]: p for p, characters in seen.items() if characters >= share * length}


def scan(patterns: Sequence[Any], sources: Sequence[Source]) -> int:
    """Each pattern once over each text; the number of matches."""
    return sum(
        1 for source in sources for pattern in patterns for _ in pattern.finditer(source.text)
    )


@contextmanager
def _watching() -> Iterator[Counter[Any]]:
    seen: Counter[Any] = Counter()
    places = _places()
    watched = {id(pattern): _Watched(pattern, seen) for _, _, pattern in places}
    for module, name, pattern in places:
        setattr(module, name, watched[id(pattern)])
    try:
        yield seen
    finally:
        for module, name, pattern in places:
            setattr(module, name, pattern)


def _places() -> list[tuple[ModuleType, str, Any]]:
    """Each pattern of a module, with the module and its name there."""
    return [
        (module, name, value)
        for module in _modules()
        for name, value in vars(module).items()
        if isinstance(value, _KINDS)
    ]


def _modules() -> list[ModuleType]:
    for found in pkgutil.walk_packages(extractors.__path__, "extractors."):
        importlib.import_module(found.name)
    return [module for name, module in sys.modules.items() if name.startswith("extractors")]
