"""Labelled paragraphs that head no section: contents pages, lists of attachments, lists of names, notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extractors.sections.nesting import Candidate
from extractors.view import View

_LEADERS = re.compile(r"(?:\.{4,}|…{2,}|·{4,}|[-_]{4,})\s?[0-9]{0,4}$|\.{8,}\s?[0-9]")
_LEADER_CUE = re.compile("[.…·_-][.…·_-]")
_CONTENTS = re.compile("目录$|目次$")
_PAGE = re.compile("（[0-9]{1,4}）$")
"""The page behind a line of the contents."""
_NOTES = re.compile("(?:注|备注|说明|注释)(?:：|$)")
_ITEM_SHAPES = frozenset({"arabic-dot", "arabic-bracket", "arabic-half-bracket", "circled"})
_CITED = re.compile(r"[^。；]{0,160}《[^。；]{2,160}》[^。；》]{0,40}$")
_NAME_END = re.compile(
    "(?:公司|支行|分行|总行|银行|信用社|营业部|事务所|学校|学院|大学|中学|小学|幼儿园|医院|卫生院|协会|学会|商会|联合会|"
    "基金会|合作社|研究院|研究所|实验室|集团|工厂|局|厅|委员会|办公室|政府|街道|街道办事处|社区|镇|乡|村|管委会|委)"
    r"(?:（[^（）]{1,20}）)?$"
)
_VERB_START = re.compile(
    "建设|推进|推动|打造|加强|支持|培育|引进|完善|创建|组建|成立|设立|引导|鼓励|发展|提升|深化|依托|做"
)
_LONGEST_NAME = 40
_LONGEST_READ = 400
_SHORTEST_LIST = 2
_FEWEST_CONTENTS = 3
_MOST_OF = 0.8


def without_contents(
    view: View, candidates: Sequence[Candidate], contents_at: int | None
) -> list[Candidate]:
    """Drops the lines of a table of contents: those with leaders, and those below 目录 that come again."""
    kept = [c for c in candidates if not _has_leaders(_line(view, c))]
    if contents_at is None:
        return _without_bare_contents(view, kept)
    keys = [(_key(view, c), c) for c in kept if c.label.start > contents_at]
    if not keys:
        return kept
    first = keys[0][0]
    again = next((c for key, c in keys[1:] if key == first), None)
    if again is None:
        return kept
    return [c for c in kept if not contents_at < c.label.start < again.label.start]


def _without_bare_contents(view: View, candidates: list[Candidate]) -> list[Candidate]:
    """Drops the first headings where they stand without text between, and then come again with it."""
    run = _bare_run(view, candidates)
    if run < _FEWEST_CONTENTS:
        return candidates
    first, again = candidates[0], candidates[run]
    same_label = first.label.shape == again.label.shape and first.label.number == again.label.number
    keys = {_key(view, candidate) for candidate in candidates[run:]}
    known = sum(_key(view, candidate) in keys for candidate in candidates[:run])
    is_contents = same_label and known >= _MOST_OF * run - 1
    return candidates[run:] if is_contents else candidates


def _bare_run(view: View, candidates: Sequence[Candidate]) -> int:
    """How many candidates stand on adjacent lines from the first on, up to one that begins the numbering again."""
    if not candidates:
        return 0
    first = candidates[0].label
    for index in range(1, len(candidates)):
        label = candidates[index].label
        if view.text.count("\n", candidates[index - 1].label.start, label.start) != 1:
            return 0
        if (label.shape, label.number) == (first.shape, first.number):
            return index
    return 0


def _has_leaders(line: str) -> bool:
    return _LEADER_CUE.search(line) is not None and _LEADERS.search(line) is not None


def is_contents_heading(text: str) -> bool:
    """Whether a paragraph is the word 目录."""
    return bool(_CONTENTS.match(text))


def is_notes_heading(text: str) -> bool:
    """Whether a paragraph opens the notes below a table."""
    return bool(_NOTES.match(text))


def _line(view: View, candidate: Candidate) -> str:
    """The candidate's line; of a paper on one line only as much as a heading may hold."""
    limit = candidate.label.end + _LONGEST_READ
    end = view.text.find("\n", candidate.label.end, limit)
    return view.text[candidate.label.start : end if end >= 0 else limit]


def _key(view: View, candidate: Candidate) -> str:
    return _PAGE.sub("", view.text[candidate.label.start : candidate.heading_end])


def without_lists(view: View, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Drops runs of bare items that are names or titles of documents."""
    return [c for run in _runs(view, candidates) if not _is_list(view, run) for c in run]


def _runs(view: View, candidates: Iterable[Candidate]) -> Iterator[list[Candidate]]:
    """Candidates of one item shape in adjacent paragraphs; every other candidate is a run of its own."""
    run: list[Candidate] = []
    for candidate in candidates:
        if run and not _adjacent(view, run[-1], candidate):
            yield run
            run = []
        run.append(candidate)
    if run:
        yield run


def _adjacent(view: View, before: Candidate, candidate: Candidate) -> bool:
    same = before.label.shape == candidate.label.shape and before.label.row in _ITEM_SHAPES
    return same and view.text.count("\n", before.label.start, candidate.label.start) == 1


def _is_list(view: View, run: Sequence[Candidate]) -> bool:
    """One item is no list; one name that does not look like one does not save the rest."""
    if len(run) < _SHORTEST_LIST or run[0].label.row not in _ITEM_SHAPES:
        return False
    return sum(_is_name(view, c) for c in run) >= _MOST_OF * len(run)


def _is_name(view: View, candidate: Candidate) -> bool:
    text = _line(view, candidate)[candidate.label.end - candidate.label.start :].rstrip("；;。.，,")
    if _VERB_START.match(text):
        return False
    if _CITED.match(text):
        return True
    return (
        len(text) <= _LONGEST_NAME
        and bool(_NAME_END.search(text))
        and not set("。，；：") & set(text)
    )


def without_announced(
    candidates: Sequence[Candidate], announced: frozenset[int]
) -> list[Candidate]:
    """Drops the list of attachments below the text: the lines `announced` and the items that follow them."""
    kept: list[Candidate] = []
    dropping = False
    for candidate in candidates:
        start = candidate.label.start
        dropping = start in announced or (dropping and candidate.label.row in _ITEM_SHAPES)
        if not dropping:
            kept.append(candidate)
    return kept
