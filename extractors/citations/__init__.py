"""Other documents that a notice names in 《》, each once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.citations.bare import BareMention, laws_in, numbers_in
from extractors.citations.numbers import number_behind
from extractors.citations.titles import is_document, titled_spans
from extractors.front_matter.plans import key_of
from extractors.outline import Outline, ParagraphKind
from extractors.view import View
from schemas.records import Citation

__all__ = ["find_citations"]

_ALIAS = re.compile('(?:以下统?称为?|下称|简称为?|统称为?)[：“"]{0,2}$')
_OWN_ANNEX = re.compile("[（(]?(?:详?见|参见)?附(?:件|表|录)")
_ISSUED_HERE = re.compile(
    "(?:[^。《》]|《[^《》]{1,120}》){0,60}?(?:印发给你们|予以印发|印发实施|现予?以?印发|现予公布|现予发布)"
)
_ISSUED_ALONE = re.compile(
    "(?:[、和及与]?《[^《》]{2,80}》)*(?:已经?[^。《》]{2,60}(?:同意|通过|审定|批准)，)?现(?:予以?)?印发"
)
_LETTER = re.compile("(?:通知|函|批复|通报)(?:[（(][^（）()]{1,24}[）)])?$")
_GENERIC = re.compile(
    "(?:本)?(?:(?:总体|实施|行动|工作|专项|发展|三年行动|试点|若干|管理|暂行|指导|建设|具体|重点|任务|分解|落实|责任|分工)"
    "{0,4}(?:方案|计划|规划|意见|通知|办法|措施|细则|规定|政策|清单|目录|条例|要点|标准|纲要|分工|决定|协议|指南))$"
)
_NAMED = re.compile("《([^《》]{2,100})》")
_ASKS = re.compile(
    "征求(?:对|关于)?《|》(?:[（(][^（）()]{1,30}[）)])?(?:公开|向社会){0,2}征求意见"
)
_DRAFT = re.compile(
    "(?:修订|修正|修改|草案|送审|[一二三四]次?审?议?|公开|征求意见|稿)*(?:稿|草案)$"
)
_LEAST_SHARE = 0.6
_ALIAS_WINDOW = 8
_AFTER_WINDOW = 60


@dataclass(frozen=True, slots=True)
class _Mention:
    """A title in 《》 at [start, end) of the view, the number behind it included.

    `is_issued`: the sentence says that it is issued herewith; `is_plan`: it and no other, which is no letter passed on.
    """

    title: str
    number: str | None
    start: int
    end: int
    is_issued: bool
    is_plan: bool


def find_citations(outline: Outline) -> list[Citation]:
    """The documents that the notice cites, each at its first mention."""
    own = _OwnTitles.of(outline)
    first: dict[str, _Mention] = {}
    numbers: dict[str, str] = {}
    for mention in _mentions(outline):
        key = key_of(mention.title)
        if not own.include(key, mention):
            first.setdefault(key, mention)
            if mention.number:
                numbers.setdefault(key, mention.number)
    cited = [
        Citation(
            **outline.place(mention.start, mention.end),
            rule_id="citations.title-number" if mention.number else "citations.title",
            title=mention.title,
            doc_number=mention.number or numbers.get(key),
        )
        for key, mention in first.items()
    ]
    known = {*first, *numbers.values(), *own.names, outline.document.doc_number or ""}
    return sorted([*cited, *_bare(outline, known)], key=lambda record: record.start)


def _bare(outline: Outline, known: set[str]) -> Iterator[Citation]:
    """Documents named without 《》 that are not `known` by their title or number."""
    text = outline.view.text
    for paragraph in outline.paragraphs:
        if not outline.body_start <= paragraph.start < outline.body_end:
            continue
        if (
            paragraph.kind is ParagraphKind.FURNITURE
            or "。" not in text[paragraph.start : paragraph.end]
        ):
            continue
        quoted = list(titled_spans(text, paragraph.start, paragraph.end))
        for mention in (
            *laws_in(text, paragraph.start, paragraph.end),
            *numbers_in(text, paragraph.start, paragraph.end),
        ):
            key = key_of(mention.title)
            if _overlaps(quoted, mention) or key in known or mention.number in known:
                continue
            known.add(key)
            yield Citation(
                **outline.place(mention.start, mention.end),
                rule_id=mention.rule,
                title=mention.title,
                doc_number=mention.number,
            )


def _overlaps(spans: Sequence[tuple[int, int]], mention: BareMention) -> bool:
    """Whether the mention touches one of `spans`, which are in order and apart."""
    index = bisect_left(spans, (mention.end, 0))
    return index > 0 and spans[index - 1][1] > mention.start


def _mentions(outline: Outline) -> Iterator[_Mention]:
    view = outline.view
    aliases: set[str] = set()
    for paragraph in outline.paragraphs:
        inside = outline.body_start <= paragraph.start < outline.body_end
        if not inside or paragraph.kind is ParagraphKind.FURNITURE:
            continue
        for start, end in titled_spans(view.text, paragraph.start, paragraph.end):
            title = "".join(view.printed[start + 1 : end - 1].split())
            after = view.text[end : min(paragraph.end, end + _AFTER_WINDOW)]
            if _ALIAS.search(view.text, max(0, start - _ALIAS_WINDOW), start):
                aliases.add(title)
            if title not in aliases and _is_citation(title, after):
                yield _mention(view, title, (start, end), paragraph.end)


def _mention(view: View, title: str, span: tuple[int, int], limit: int) -> _Mention:
    start, end = span
    number = number_behind(view.text, end, limit)
    is_issued = bool(_ISSUED_HERE.match(view.text, end, limit))
    is_plan = bool(_ISSUED_ALONE.match(view.text, end, limit)) and not _LETTER.search(title)
    if number is None:
        return _Mention(title, None, start, end, is_issued, is_plan)
    return _Mention(title, view.printed[slice(*number)], start, number[1], is_issued, is_plan)


def _is_citation(title: str, after: str) -> bool:
    if _GENERIC.match(title) or _OWN_ANNEX.match(after):
        return False
    return is_document(title, after)


def _drafts_in(title: str) -> list[str]:
    """The papers that a call for comments asks about."""
    return [_final(key_of(named)) for named in _NAMED.findall(title)] if _ASKS.search(title) else []


def _final(key: str) -> str:
    """The name that a draft will have."""
    return _DRAFT.sub("", key)


@dataclass(frozen=True, slots=True)
class _OwnTitles:
    """What a notice itself is called, the plans it issues, its annexes, and the bodies that issue it."""

    whole: str
    names: tuple[str, ...]
    issuers: tuple[str, ...]

    @classmethod
    def of(cls, outline: Outline) -> _OwnTitles:
        document = outline.document
        plans = (document.plan_title or "").split("、")
        annexes = [node.heading for node in outline.sections if node.rule_id == "sections.annex"]
        drafts = _drafts_in(document.title)
        titles = [document.title, document.plan_title or "", *plans, *annexes, *drafts]
        names = tuple(dict.fromkeys(key_of(title) for title in titles if title))
        return cls(key_of(document.title), names, document.issuers)

    def include(self, key: str, mention: _Mention) -> bool:
        """Whether a mention is one of them: the same name, the same without its place, or one of several issued here."""
        if mention.is_plan or (mention.is_issued and key in self.whole):
            return True
        return any(self._same(known, name) for known in (key, _final(key)) for name in self.names)

    def _same(self, key: str, name: str) -> bool:
        if sorted(key) == sorted(name):
            # The place and the years change places between two printings.
            return True
        if name.endswith(key):
            return len(key) >= _LEAST_SHARE * len(name)
        if not key.endswith(name):
            return False
        before = key.removesuffix(name)
        return before == "关于" or any(before in issuer for issuer in self.issuers)
