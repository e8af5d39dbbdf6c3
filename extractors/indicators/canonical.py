"""A printed indicator as one name by which notices and districts compare; with the family of its unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.engine import alternation
from extractors.indicators.tables import NameRow, PrefixRow, pieces, prefixes, synonyms
from extractors.regions import NATIONAL
from extractors.units import kind_of, parse_unit

_WIDTH = str.maketrans("()％", "（）%")
_LONGEST = 60
"""More is a sentence, not a name."""
_SHORTEST = 2
_SHARE_RE = re.compile("占(?P<base>.{2,}?)的?(?:比重|比例|比率|百分比|份额|占比|比)$")
_BARE_SHARE_RE = re.compile("占(?P<base>[^占的]{2,}?)(?:总数|总量|总额)?$")
_COUNT_RE = re.compile(
    "(?:(?<=[员生师者工民才])人数|(?<![指系倍分岁次点级人])(?:数量|总数|个数|家数|数))$"
)
_COUNTED = ("count", "persons")
_PERSONS = frozenset({"人", "名", "位", "人份"})
_REMEMBERED = 16_384


@dataclass(frozen=True, slots=True)
class CanonicalIndicator:
    """`rules` are the rules and `rows` the table rows that led from the printed name to this one."""

    name: str
    rules: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


def unit_family(unit: str | None) -> str | None:
    """What a unit as printed measures: money, ratio, count, persons …; with what it is counted over: money/人."""
    if not unit:
        return None
    _, symbol, over = parse_unit(unit) or ("", unit, "")
    kind = "persons" if symbol in _PERSONS else kind_of(unit)
    return f"{'ratio' if kind == 'points' else kind}{over}"


@lru_cache(maxsize=_REMEMBERED)
def canonical_indicator(
    printed: str, unit: str | None = None, region: str | None = None
) -> CanonicalIndicator:
    """The indicator that a notice of `region` means by a name with an amount in this unit."""
    name = "".join(printed.split()).translate(_WIDTH)
    if not _SHORTEST <= len(name) <= _LONGEST:
        return CanonicalIndicator(name)
    work = _Work(name, [], [])
    _drop_prefixes(work, region)
    _exchange_pieces(work)
    _share(work, unit_family(unit))
    _drop_count(work, unit_family(unit))
    _exchange_whole(work)
    return CanonicalIndicator(work.name, tuple(work.rules), tuple(work.rows))


@dataclass(slots=True)
class _Work:
    """A name under way, and what was done to it."""

    name: str
    rules: list[str]
    rows: list[str]

    def becomes(self, name: str, rule: str, row: str | None = None) -> None:
        if name != self.name and len(name) >= _SHORTEST:
            self.name = name
            self.rules.append(f"indicators.{rule}")
            self.rows += [row] if row else []


def _drop_prefixes(work: _Work, region: str | None) -> None:
    """Words that say where or of all: 全市, 各项, 银行业金融机构 before 贷款; the notice's own place."""
    place = "" if region == NATIONAL else (region or "").rpartition("/")[2]
    before = ""
    while work.name != before:
        before = work.name
        if place and work.name.startswith(place):
            work.becomes(work.name.removeprefix(place).removeprefix("的"), "place")
        for word, row in _prefix_words():
            rest = work.name.removeprefix(word)
            if rest != work.name and (not row.before or any(w in rest for w in row.before)):
                work.becomes(rest.removeprefix("的"), "prefix", row.id)
                break


def _exchange_pieces(work: _Work) -> None:
    """GDP for 地区生产总值, wherever it stands."""
    pattern, row_of = _piece_words()
    for word in dict.fromkeys(match[0] for match in pattern.finditer(work.name)):
        work.becomes(work.name.replace(word, row_of[word].name), "piece", row_of[word].id)


def _share(work: _Work, family: str | None) -> None:
    """占…比重 for 占…的比例, and for 占… alone where the amount is one."""
    match = _SHARE_RE.search(work.name)
    if match is None and family == "ratio":
        match = _BARE_SHARE_RE.search(work.name)
    if match:
        work.becomes(f"{work.name[: match.start()]}占{match['base']}比重", "share")


def _drop_count(work: _Work, family: str | None) -> None:
    """金融机构 for 金融机构数量, where things or persons are counted: the unit says so too."""
    if family in _COUNTED:
        work.becomes(_COUNT_RE.sub("", work.name), "count")


def _exchange_whole(work: _Work) -> None:
    row = _synonym_words().get(work.name)
    if row:
        work.becomes(row.name, "synonym", row.id)


@cache
def _prefix_words() -> tuple[tuple[str, PrefixRow], ...]:
    """The longest first."""
    words = [(word, row) for row in prefixes() for word in row.words]
    return tuple(sorted(words, key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _piece_words() -> tuple[re.Pattern[str], dict[str, NameRow]]:
    row_of = {word: row for row in pieces() for word in row.words}
    return re.compile(alternation(tuple(row_of))), row_of


@cache
def _synonym_words() -> dict[str, NameRow]:
    return {word: row for row in synonyms() for word in row.words}
