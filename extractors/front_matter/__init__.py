"""The head of a notice: title, number, issuers, date, region."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractors.front_matter.furniture import foot_start
from extractors.front_matter.lines import (
    Line,
    are_agencies,
    bare_keys,
    head_end,
    is_addressee,
    lines_of,
    read_keys,
    speaks_to,
)
from extractors.front_matter.numbers import find_number, number_in
from extractors.front_matter.plans import (
    is_plan,
    own_title,
    period_of,
    plan_in_letter,
    plan_in_title,
)
from extractors.front_matter.signature import (
    noted_date,
    parse_date,
    run_in_date,
    signature,
    split_agencies,
    title_issuers,
)
from extractors.front_matter.titles import Title, find_title, is_addressed, is_red_head, says_what
from extractors.outline import Paragraph
from extractors.view import View
from schemas.records import Document
from schemas.source import Source

__all__ = ["find_body", "find_document", "find_head"]

_COVER_LINES = 2
_YEAR_OF_NUMBER = re.compile("(?<=[〔\\[（(【［])(?:19|20)[0-9]{2}")
_PROVINCE_SELF = ("省人民政府", "省政府", "省委", "自治区人民政府", "自治区政府")
_SITE_SUFFIX = re.compile("[_|].{1,60}$")


class Head(NamedTuple):
    """The lines of a notice that hold something, and the title among them."""

    lines: list[Line]
    title: Title


def find_head(view: View, paragraphs: Sequence[Paragraph]) -> Head:
    """What body and document are read from; at least one line holds something."""
    lines = lines_of(view, paragraphs)
    return Head(lines, find_title(lines))


def find_body(view: View, head: Head) -> tuple[int, int]:
    """The notice inside its page furniture, as [start, end) of the view."""
    lines, title = head
    is_head = title.rule != "first-line" and (
        title.first <= head_end(lines) or is_addressed(lines, title)
    )
    start = title.start if is_head else 0
    return start, foot_start(lines[title.last + 1 :], len(view.text))


def find_document(source: Source, view: View, head: Head, body: tuple[int, int]) -> Document:
    """The document record; its quote is the title."""
    lines, title = head
    facts = {**source.metadata, **read_keys(lines)}
    printed = _printed_title(view, title, facts)
    signed = [line for line in lines if line.start < body[1]]
    date, signers = signature(view, signed, _letter_start(lines, title))
    date = date or noted_date(lines, title) or run_in_date(lines)
    issuers = _issuers(view, lines, title, signers, facts)
    plan = _plan_title(view, lines, title, printed)
    number = _doc_number(view, lines, title, facts)
    issued_on = date or _fact_date(facts, number)
    start, end = view.source_span(title.start, title.end)
    return Document(
        start=start,
        end=end,
        quote=source.text[start:end],
        rule_id=f"front-matter.{title.rule}",
        title=printed,
        plan_title=plan,
        doc_number=number,
        issuers=tuple(issuers),
        issued_on=issued_on,
        region=_region(
            [
                *issuers,
                printed,
                plan or "",
                *signers,
                *_addressees(lines),
                facts.get("issuers", ""),
            ],
            issued_on,
            view.text,
        )
        or _own_province(issuers, printed, number),
        period=_period(printed, plan),
    )


def _letter_start(lines: Sequence[Line], title: Title) -> int:
    """The line behind which the letter stands: the title's last, or the addressee of a letter that lost its title."""
    return head_end(lines) if _lost_title(lines, title) else title.last


def _lost_title(lines: Sequence[Line], title: Title) -> bool:
    """Whether the title that was found is the plan's own, below the letter that issues it."""
    head = head_end(lines)
    return head < title.first and speaks_to(lines[head].text)


def _period(printed: str, plan: str | None) -> tuple[int, int] | None:
    """A sentence that stands in a lost title's place names other papers' years."""
    named = None if "。" in printed else period_of(printed)
    return named or period_of(plan or "")


def _printed_title(view: View, title: Title, facts: Mapping[str, str]) -> str:
    """As printed, without white space; the site's own where the page has none that looks like a title."""
    stated = _SITE_SUFFIX.sub("", "".join(facts.get("title", "").split()))
    if stated and (
        title.rule == "first-line" or (title.rule == "paper-title" and says_what(stated))
    ):
        return stated
    return _unquoted(view, title)


def _unquoted(view: View, title: Title) -> str:
    text = "".join(view.printed[title.start : title.end].split())
    quoted = text.startswith("《") and text.endswith("》") and text.count("《") == 1
    return text[1:-1] if quoted else text


def _plan_title(view: View, lines: Sequence[Line], title: Title, printed: str) -> str | None:
    plan = plan_in_title(printed) or plan_in_letter(view, lines, title)
    if plan is not None:
        return own_title(view, lines, title, plan)
    if _lost_title(lines, title):
        return _unquoted(view, title)
    return printed if title.rule == "paper-title" and is_plan(printed) else None


def _doc_number(
    view: View, lines: Sequence[Line], title: Title, facts: Mapping[str, str]
) -> str | None:
    printed = find_number(view, lines, title, head_end(lines))
    return printed or number_in(facts.get("doc_number", "")) or facts.get("doc_number") or None


def _issuers(
    view: View, lines: Sequence[Line], title: Title, signers: list[str], facts: Mapping[str, str]
) -> list[str]:
    """Those in the title, else the signers, else the red head, the line below the title, the table of facts."""
    named, all_named = title_issuers(view, title.start, title.end)
    if named and (all_named or not signers):
        return named
    return signers or _heading_issuers(view, lines, title) or _fact_issuers(facts)


def _heading_issuers(view: View, lines: Sequence[Line], title: Title) -> list[str]:
    facts = bare_keys(lines)
    for number, line in enumerate(lines[: title.first]):
        if number not in facts and is_red_head(line.text):
            return split_agencies(view, line.start, line.end - len("文件"))
    above = lines[max(1, title.first - 1) : title.first]
    if above and number_in(above[0].text) == above[0].text:
        above = lines[max(1, title.first - 2) : title.first - 1]
    below = lines[title.last + 1 : title.last + 1 + _COVER_LINES]
    for line in (*above, *below):
        if are_agencies(line.text):
            return split_agencies(view, line.start, line.end)
    return []


def _fact_issuers(facts: Mapping[str, str]) -> list[str]:
    named = facts.get("issuers", "").replace("，", "、").replace(";", "、").replace("；", "、")
    return [name.strip() for part in named.split("、") for name in part.split() if name.strip()]


def _fact_date(facts: Mapping[str, str], number: str | None) -> dt.date | None:
    """The day of issue; that of the page only where it fits the year of the number, for many a page is put up later."""
    issued = parse_date(facts.get("issued_on", ""))
    if issued is not None:
        return issued
    published = parse_date(facts.get("published_on", ""))
    year = _YEAR_OF_NUMBER.search(number or "")
    if published is None or (year and not 0 <= published.year - int(year[0]) <= 1):
        return None
    return published


def _own_province(issuers: Sequence[str], title: str, number: str | None) -> str | None:
    """The province that calls itself 省人民政府, by the sign of its number."""
    from extractors.regions import province_of_number  # noqa: PLC0415 - as below

    own = any(text.startswith(_PROVINCE_SELF) for text in (*issuers, title))
    return province_of_number(number) if own and number else None


def _addressees(lines: Sequence[Line]) -> list[str]:
    return [line.text for line in lines if is_addressee(line.text)][:1]


def _region(texts: Sequence[str], day: dt.date | None, body: str) -> str | None:
    from extractors.regions import resolve_region  # noqa: PLC0415 - the gazetteer is loaded on first use

    return resolve_region([text for text in texts if text], day=day, body=body)
