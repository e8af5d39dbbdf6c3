"""What stands in 《》: where it begins and ends, and whether it names a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractors.engine import Row, alternation, load_table
from extractors.front_matter.plans import squash

_LONGEST = 240
_BRACKETS_AT_END = re.compile('(?:[（(〔][^（）()〔〕]{1,60}[）)〕]|[0-9]{4}年?版?|[“”"])+$')
_PERIODICAL_AFTER = re.compile(
    '[”"]?(?:等)?(?:刊物|杂志|期刊|专刊|栏目|节目|专栏|微信|公众号|电视|电影|纪录片|歌|舞|剧|一书|丛书|画册|海报)'
)
_PERIODICAL = re.compile(
    "(?:日报|晚报|时报|早报|周报|周刊|月刊|学刊|杂志|新闻联播|求是|参考消息|内参|简报)$"
)
_CERTIFICATE = re.compile(
    "(?:许可证|执照|合格证|证书|资格证|登记证|备案证|准予书|证明|身份证|营运证)$"
)
_STANDARD_NUMBER = re.compile("(?:GB|DB|ISO|T/)[A-Z0-9/]")
_LONG_NAME = 8


class KindRow(Row):
    """A row of kinds.toml."""

    id: str
    nouns: tuple[str, ...]


@cache
def kind_rows() -> tuple[KindRow, ...]:
    """The rows of kinds.toml."""
    return load_table("extractors.citations", "kinds.toml", "kind", KindRow)


@cache
def _noun_pattern() -> re.Pattern[str]:
    nouns = [noun for row in kind_rows() for noun in row.nouns]
    return re.compile(f"(?:{alternation(nouns)})$")


def titled_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The outermost 《…》 of [start, end), marks included; one that does not close in its paragraph is none."""
    at = text.find("《", start, end)
    while at >= 0:
        stop = _closing(text, at, end)
        if stop is None:
            at = text.find("《", at + 1, end)
        else:
            yield at, stop
            at = text.find("《", stop, end)


def _closing(text: str, start: int, end: int) -> int | None:
    depth = 0
    for position in range(start, min(end, start + _LONGEST)):
        character = text[position]
        if character == "《":
            depth += 1
        elif character == "》":
            depth -= 1
            if depth == 0:
                return position + 1
        elif character == "\n":
            return None
    return None


def kind_of(title: str) -> str | None:
    """The row of kinds.toml that a title's last noun belongs to."""
    match = _noun_pattern().search(_bare(title))
    if match is None:
        return None
    return next(row.id for row in kind_rows() if match[0] in row.nouns)


def _bare(title: str) -> str:
    return _BRACKETS_AT_END.sub("", title).rstrip("》〉>")


def is_document(title: str, after: str) -> bool:
    """Whether a title names a document; `after` is the text behind 》."""
    if _PERIODICAL_AFTER.match(after) or _PERIODICAL.search(title) or _CERTIFICATE.search(title):
        return False
    if kind_of(title) is not None or _STANDARD_NUMBER.search(title):
        return True
    return len(squash(title)) >= _LONG_NAME
