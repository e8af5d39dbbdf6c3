"""The lines of a notice's head and foot, and what kind of line each is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from extractors.engine import Row, alternation, load_table
from extractors.outline import Paragraph, ParagraphKind
from extractors.view import View

_PACKAGE = "extractors.front_matter"
_AGENCY = re.compile(
    r"[一-龥（）·、，\s]{0,80}(?:国务院|政府|办公室|办公厅|委员会|局|厅|部|委|署|领导小组|指挥部|联席会议|协调小组|工作组|专班|"
    "法院|检察院|银行|总行|分行|支行|营业管理部|管委会|中心|总队|支队|集团|公司|联合会|总工会|妇联|团委|协会|学院|大学|医院|供销社|总社|海关|办|会|院|处)"
)
_NO_AGENCY = re.compile(
    "^(?:首页|附件|关于|目录|来源|责任|主办|承办)|负责|印发|通知|公开|工作$|下载"
)
_ADDRESSEE = re.compile(
    "(?:各|市|区|县|省|州|盟|旗|自治|有关|相关|直属|本|全|国务院|中共|中央|局|机关|驻|新疆|[厅部委院校](?:直|属|机关|内|各)"
    "|[一-龥]{2,8}(?:市|县|区|省|局|厅|委|部|人民政府)|[一-龥、]{2,300}人民政府)[^。；]{0,400}：$"
)
_SPOKEN_TO = re.compile(_ADDRESSEE.pattern.removesuffix("$") + "[《经现为根]")
_CRUMBS = re.compile("(?:您?的?(?:当前|所在)?|当前)位置|首页[>»|]|>>|[^。]{1,60}>>?[^。<]{1,60}>")
_PROSE = re.compile("。")
_SHORTEST_PROSE = 30
_HEAD_KEYS = ("时间", "日期")
"""Below the head such a line says when something happens."""
_LONG_KEY = 4
_FEWEST_BARE = 3


class KeyRow(Row):
    """A row of keys.toml."""

    field: Literal["doc_number", "issued_on", "published_on", "issuers", "title", "other"]
    words: tuple[str, ...]


class MarkRow(Row):
    """A row of furniture.toml."""

    id: str
    words: tuple[str, ...]


class Line(NamedTuple):
    """A paragraph that is not empty, with its text in the view."""

    start: int
    end: int
    text: str
    kind: ParagraphKind


@cache
def key_rows() -> tuple[KeyRow, ...]:
    """The rows of keys.toml."""
    return load_table(_PACKAGE, "keys.toml", "key", KeyRow)


@cache
def mark_rows() -> tuple[MarkRow, ...]:
    """The rows of furniture.toml."""
    return load_table(_PACKAGE, "furniture.toml", "mark", MarkRow)


@cache
def key_pattern() -> re.Pattern[str]:
    """Any key with its colon, or with the bar of a table that became text."""
    words = alternation([word for row in key_rows() for word in row.words])
    return re.compile(f"(?:^[·∙•-]|[|])?(?:【(?P<boxed>{words})】|(?P<key>{words})[：|]{{1,2}})")


def _key_in(match: re.Match[str]) -> str:
    return match["key"] or match["boxed"]


@cache
def _bare_key_pattern() -> re.Pattern[str]:
    words = [word for row in key_rows() for word in row.words if len(word) >= _LONG_KEY]
    return re.compile(f"(?P<key>{alternation(words)})(?=[^：|，。在为的])")


def lines_of(view: View, paragraphs: Sequence[Paragraph]) -> list[Line]:
    """The paragraphs that hold something; a Markdown mark and empty cells at the end are no part of a line."""
    lines: list[Line] = []
    for paragraph in paragraphs:
        start = paragraph.start
        while start < paragraph.end and view.text[start] in "# ":
            start += 1
        end = paragraph.end
        while end > start and view.text[end - 1] in "| ":
            end -= 1
        if start < end:
            lines.append(Line(start, end, view.text[start:end], paragraph.kind))
    return lines


def are_agencies(text: str) -> bool:
    """Whether a text is nothing but one or more names of public bodies."""
    return bool(_AGENCY.fullmatch(text)) and not _NO_AGENCY.search(text) and len(text) > 1


def is_addressee(text: str) -> bool:
    """Whether a line names those that the notice speaks to."""
    return bool(_ADDRESSEE.match(text)) and not key_pattern().match(text)


def speaks_to(text: str) -> bool:
    """Whether a line begins with its addressee, the letter right behind it or on the next line."""
    return is_addressee(text) or bool(_SPOKEN_TO.match(text))


def is_crumbs(text: str) -> bool:
    """Whether a line is the path of a page in its site: 首页>政务公开>…."""
    return bool(_CRUMBS.match(text))


def is_prose(text: str) -> bool:
    """Whether a line is a sentence of running text."""
    return len(text) >= _SHORTEST_PROSE and bool(_PROSE.search(text))


def head_end(lines: Sequence[Line]) -> int:
    """Number of lines before the addressee, or before the first sentence where nobody is addressed."""
    for number, line in enumerate(lines):
        if is_addressee(line.text) or is_prose(line.text):
            return number
    return len(lines)


def read_keys(lines: Sequence[Line]) -> dict[str, str]:
    """The table of facts of a site: the first value of each field."""
    fields = {word: row.field for row in key_rows() for word in row.words}
    found: dict[str, str] = {
        fields[key]: value for key, value in reversed(bare_keys(lines).values())
    }
    head = head_end(lines)
    for number in _key_cells(lines):
        found.setdefault(fields[lines[number].text.rstrip("：")], lines[number + 1].text)
    for number, line in enumerate(lines):
        first = key_pattern().match(line.text)
        if first is None or (number >= head and _key_in(first) in _HEAD_KEYS):
            continue
        matches = list(key_pattern().finditer(line.text))
        for match, after in zip(matches, [*matches[1:], None], strict=True):
            value = line.text[match.end() : after.start() if after else len(line.text)].strip("| ")
            if not value and after is None and number + 1 < len(lines):
                value = _next_value(lines[number + 1].text)
            if value:
                found.setdefault(fields[_key_in(match)], value)
    return found


def _key_cells(lines: Sequence[Line]) -> list[int]:
    """Lines of the head that are a key alone in its cell, with its value in the next one."""
    words = {word for row in key_rows() for word in row.words}
    pairs = pairwise(lines[: head_end(lines)])
    return [
        number
        for number, (line, after) in enumerate(pairs)
        if line.text.rstrip("：") in words
        and line.kind is after.kind is ParagraphKind.CELL
        and after.text.rstrip("：") not in words
    ]


def bare_keys(lines: Sequence[Line]) -> dict[int, tuple[str, str]]:
    """Key and value by line, where a table of facts lost its colons: 发文日期2024年3月5日; one or two such lines are none."""
    found: dict[int, tuple[str, str]] = {}
    for number, line in enumerate(lines[: head_end(lines)]):
        match = _bare_key_pattern().match(line.text)
        if match:
            found[number] = match["key"], line.text[match.end() :].strip()
    return found if len(found) >= _FEWEST_BARE else {}


def fact_lines(lines: Sequence[Line]) -> set[int]:
    """The lines of the head that are keys and values of the site's table of facts, without their colons."""
    cells = _key_cells(lines)
    return {*bare_keys(lines), *cells, *(number + 1 for number in cells)}


def _next_value(text: str) -> str:
    return "" if key_pattern().match(text) or is_prose(text) else text
