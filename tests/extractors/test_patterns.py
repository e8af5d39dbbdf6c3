"""Every pattern of a module by an example: one that matched nothing would change what is found.

Patterns that no example needs yet stand in patterns_without_example.txt; that list only becomes shorter.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import resources
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import regex

import extractors
from extractors.engine import Dimension, Finding
from extractors.registry import DIMENSIONS

_LISTED = Path(__file__).with_name("patterns_without_example.txt")
_MOST_LISTED = 174
_KINDS = (re.Pattern, regex.Pattern)
_NEVER = "(?!)"


@dataclass(frozen=True, slots=True)
class Held:
    """A pattern with all the modules and names that hold it: `re` gives equal patterns as one object."""

    pattern: Any
    places: tuple[tuple[ModuleType, str], ...]

    @property
    def name(self) -> str:
        """One of its places, and the same one in every run."""
        return min(f"{module.__name__}.{name}" for module, name in self.places)

    @contextmanager
    def replaced(self, other: object) -> Iterator[None]:
        for module, name in self.places:
            setattr(module, name, other)
        try:
            yield
        finally:
            for module, name in self.places:
                setattr(module, name, self.pattern)


class Watched:
    """A pattern that tells when it matches."""

    def __init__(self, pattern: Any, tell: Callable[[], object]) -> None:  # noqa: ANN401 - of re or regex
        self._pattern = pattern
        self._tell = tell

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as the pattern has it
        method = getattr(self._pattern, name)
        if not callable(method):
            return method

        def watched(*args: Any, **options: Any) -> Any:  # noqa: ANN401
            found = (
                list(method(*args, **options)) if name == "finditer" else method(*args, **options)
            )
            if (
                (found != args[1])
                if name == "sub"
                else len(found) > 1
                if name == "split"
                else found
            ):
                self._tell()
            return iter(found) if name == "finditer" else found

        return watched


@dataclass(frozen=True, slots=True)
class Case:
    """A text with what its dimension finds in it."""

    dimension: Dimension
    text: str
    found: Sequence[Finding]

    def holds(self) -> bool:
        return list(self.dimension.find(self.text)) == self.found


def modules() -> list[ModuleType]:
    for found in pkgutil.walk_packages(extractors.__path__, "extractors."):
        importlib.import_module(found.name)
    return [module for name, module in sys.modules.items() if name.startswith("extractors")]


def held_patterns() -> list[Held]:
    places: defaultdict[int, list[tuple[ModuleType, str]]] = defaultdict(list)
    patterns: dict[int, object] = {}
    for module in modules():
        for name, value in vars(module).items():
            if isinstance(value, _KINDS):
                patterns[id(value)] = value
                places[id(value)].append((module, name))
    return [Held(pattern, tuple(places[key])) for key, pattern in patterns.items()]


def forget_texts() -> None:
    """Empty the caches by text; those without a parameter hold the tables, which no text changes."""
    for module in modules():
        for value in vars(module).values():
            if hasattr(value, "cache_clear") and value.__wrapped__.__code__.co_argcount:
                value.cache_clear()


def cases() -> Iterator[Case]:
    for dimension in DIMENSIONS:
        file = resources.files(f"extractors.{dimension.name}").joinpath("examples.toml")
        tables = tomllib.loads(file.read_text("utf-8"))
        texts = [case["text"] for key in ("example", "reject") for case in tables.get(key, [])]
        for text in dict.fromkeys([*texts, *dimension.rows.values()]):
            yield Case(dimension, text, list(dimension.find(text)))


def matching(held: Sequence[Held], all_cases: Sequence[Case]) -> Mapping[str, list[Case]]:
    """By the pattern's name, the cases in which it matches; in no other can it be missed."""
    seen: set[str] = set()
    by_name: defaultdict[str, list[Case]] = defaultdict(list)
    with ExitStack() as stack:
        for each in held:
            stack.enter_context(each.replaced(Watched(each.pattern, partial(seen.add, each.name))))
        for case in all_cases:
            forget_texts()
            seen.clear()
            assert case.holds(), case.text
            for name in seen:
                by_name[name].append(case)
    return by_name


def is_missed(held: Held, in_cases: Sequence[Case]) -> bool:
    never = (re if isinstance(held.pattern, re.Pattern) else regex).compile(_NEVER)
    forget_texts()
    with held.replaced(never):
        return not all(survives(case) for case in in_cases)


def survives(case: Case) -> bool:
    try:
        return case.holds()
    except (AssertionError, AttributeError, IndexError, StopIteration, TypeError, ValueError):
        return False  # the code counts on a match


@pytest.fixture(scope="module")
def unproved() -> set[str]:
    held = held_patterns()
    by_name = matching(held, list(cases()))
    names = {each.name for each in held if not is_missed(each, by_name.get(each.name, []))}
    forget_texts()
    return names


def test_a_pattern_is_needed_by_an_example(unproved: set[str]) -> None:
    listed = _LISTED.read_text("utf-8").split()
    assert sorted(unproved - set(listed)) == [], "write an example that fails without the pattern"
    assert sorted(set(listed) - unproved) == [], "has an example now: take it from the list"


def test_the_list_of_patterns_without_example_only_becomes_shorter() -> None:
    listed = _LISTED.read_text("utf-8").split()
    assert listed == sorted(set(listed))
    assert len(listed) <= _MOST_LISTED
