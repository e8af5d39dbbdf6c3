"""Gold and program side by side within one notice: what was found, what is wrong, missed or invented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pipeline.evaluation.claims import (
    AnyClaim,
    AssignmentClaim,
    CitationClaim,
    Claim,
    DocumentClaim,
    MilestoneClaim,
    QuantityClaim,
    SectionClaim,
)

KINDS = ("document", "section", "quantity", "assignment", "milestone", "citation", "agency")
"""The record types, and `agency`: each name in its role, wherever it stands."""

_SHOWN = 60

C = TypeVar("C", bound=Claim)
S = TypeVar("S", SectionClaim, QuantityClaim, AssignmentClaim, MilestoneClaim)
"""What is paired by its place."""


@dataclass(frozen=True, slots=True)
class Count:
    """`found`: the right thing at the right place. `strict`: every scored field right as well."""

    gold: int = 0
    out: int = 0
    found: int = 0
    strict: int = 0
    wrong: Counter[str] = field(default_factory=Counter[str])

    def __add__(self, other: Count) -> Count:
        return Count(
            self.gold + other.gold,
            self.out + other.out,
            self.found + other.found,
            self.strict + other.strict,
            self.wrong + other.wrong,
        )


@dataclass(frozen=True, slots=True)
class Miss:
    """One error. `what` is missed, invented, wrong or crashed."""

    notice: str
    kind: str
    what: str
    detail: str

    def __str__(self) -> str:
        return f"{self.notice} {self.kind} {self.what}: {self.detail}"


@dataclass(frozen=True, slots=True)
class NoticeScore:
    name: str
    counts: dict[str, Count]
    misses: tuple[Miss, ...] = ()


def score_notice(name: str, gold: Sequence[AnyClaim], out: Sequence[AnyClaim]) -> NoticeScore:
    misses: list[Miss] = []
    counts = {
        "document": _score_document(name, gold, out, misses),
        "section": _score_spans(SectionClaim, name, gold, out, misses),
        "quantity": _score_spans(QuantityClaim, name, gold, out, misses),
        "assignment": _score_spans(AssignmentClaim, name, gold, out, misses),
        "milestone": _score_spans(MilestoneClaim, name, gold, out, misses),
        "citation": _score_citations(name, gold, out, misses),
        "agency": _score_agencies(gold, out),
    }
    return NoticeScore(name, counts, tuple(misses))


def score_crash(name: str, gold: Sequence[AnyClaim], reason: str) -> NoticeScore:
    """A notice that the program could not read: everything is missed, an empty field of the head too."""
    missed = score_notice(name, gold, ())
    document = missed.counts["document"]
    counts = missed.counts | {"document": Count(document.gold, document.out)}
    return NoticeScore(name, counts, (Miss(name, "notice", "crashed", reason), *missed.misses))


def _of_type(claims: Sequence[AnyClaim], claim_type: type[C]) -> list[C]:
    return [claim for claim in claims if isinstance(claim, claim_type)]


def _score_document(
    name: str, gold: Sequence[AnyClaim], out: Sequence[AnyClaim], misses: list[Miss]
) -> Count:
    wants = _of_type(gold, DocumentClaim)
    if not wants:
        return Count()
    want, fields = wants[0], wants[0].stated_fields()
    heads = _of_type(out, DocumentClaim)
    got = heads[0] if heads else DocumentClaim(type="document")
    wrong: Counter[str] = Counter()
    for each in fields:
        expected, said = getattr(want, each), getattr(got, each)
        if (expected or None) != (said or None):
            wrong[each] += 1
            misses.append(Miss(name, "document", "wrong", f"{each} {said!r} for {expected!r}"))
    right = len(fields) - wrong.total()
    return Count(len(fields), len(fields), right, right, wrong)


def _score_citations(
    name: str, gold: Sequence[AnyClaim], out: Sequence[AnyClaim], misses: list[Miss]
) -> Count:
    wants = _of_type(gold, CitationClaim)
    want = {(claim.title, claim.doc_number) for claim in wants if not claim.optional}
    want_titles = {title for title, _ in want}
    forgiven = {claim.title for claim in wants if claim.optional} - want_titles
    got = {
        (claim.title, claim.doc_number)
        for claim in _of_type(out, CitationClaim)
        if claim.title not in forgiven
    }
    got_titles = {title for title, _ in got}
    misses += [Miss(name, "citation", "missed", " ".join(key)) for key in sorted(want - got)]
    misses += [Miss(name, "citation", "invented", " ".join(key)) for key in sorted(got - want)]
    return Count(len(want), len(got), len(want_titles & got_titles), len(want & got))


def _score_agencies(gold: Sequence[AnyClaim], out: Sequence[AnyClaim]) -> Count:
    """Names in their roles, as multisets. Only a surplus name can be forgiven as optional."""
    notes = _of_type(gold, AssignmentClaim)
    must = Counter(pair for note in notes if not note.optional for pair in note.agencies())
    may = Counter(pair for note in notes if note.optional for pair in note.agencies())
    said = Counter(pair for note in _of_type(out, AssignmentClaim) for pair in note.agencies())
    right = (must & said).total()
    forgiven = ((said - must) & may).total()
    return Count(must.total(), said.total() - forgiven, right, right)


@dataclass(frozen=True, slots=True)
class _Pairing:
    """`partner` of a gold index: the index of the program's claim, and the fields wrong in it."""

    partner: dict[int, tuple[int, list[str]]]
    forgiven: set[int]


def _pair(gold: Sequence[S], out: Sequence[S]) -> _Pairing:
    """Pair greedily: fewest wrong fields first, then most shared text, then reading order."""
    pairs: list[tuple[int, int, int, int, list[str]]] = []
    for i, want in enumerate(gold):
        for j, got in enumerate(out):
            shared = want.overlap(got)
            if shared > 0 and want.is_found_in(got):
                wrong = want.wrong_fields(got)
                pairs.append((len(wrong), -shared, i, j, wrong))
    partner: dict[int, tuple[int, list[str]]] = {}
    taken: set[int] = set()
    for _, _, i, j, wrong in sorted(pairs, key=lambda pair: pair[:4]):
        if i not in partner and j not in taken:
            partner[i] = (j, wrong)
            taken.add(j)
    return _Pairing(partner, _forgiven(gold, out, partner, taken))


def _forgiven(
    gold: Sequence[S],
    out: Sequence[S],
    partner: dict[int, tuple[int, list[str]]],
    taken: set[int],
) -> set[int]:
    """What answers an optional claim, or stands beside one unpaired, is neither right nor invented."""
    borderline = [want for want in gold if want.optional]
    answers = {j for i, (j, _) in partner.items() if gold[i].optional}
    beside = {
        j
        for j, got in enumerate(out)
        if j not in taken and any(want.overlap(got) > 0 for want in borderline)
    }
    return answers | beside


def _score_spans(
    claim_type: type[S],
    name: str,
    gold_claims: Sequence[AnyClaim],
    out_claims: Sequence[AnyClaim],
    misses: list[Miss],
) -> Count:
    gold, out = _of_type(gold_claims, claim_type), _of_type(out_claims, claim_type)
    kind = claim_type.KIND
    pairing = _pair(gold, out)
    wanted = [i for i, want in enumerate(gold) if not want.optional]
    answers = {i: pairing.partner[i] for i in wanted if i in pairing.partner}
    for i in wanted:
        if i not in answers:
            misses.append(Miss(name, kind, "missed", _show(gold[i])))
        elif answers[i][1]:
            j, wrong = answers[i]
            misses.append(Miss(name, kind, "wrong", _show_wrong(gold[i], out[j], wrong)))
    known = {j for j, _ in pairing.partner.values()} | pairing.forgiven
    misses += [
        Miss(name, kind, "invented", _show(got)) for j, got in enumerate(out) if j not in known
    ]
    return Count(
        gold=len(wanted),
        out=len(out) - len(pairing.forgiven),
        found=len(answers),
        strict=sum(not wrong for _, wrong in answers.values()),
        wrong=Counter(each for _, wrong in answers.values() for each in wrong),
    )


def _show(claim: Claim) -> str:
    return f"[{claim.start}, {claim.end}) {claim.quote[:_SHOWN]!r}"


def _show_wrong(want: Claim, got: Claim, wrong: list[str]) -> str:
    details = (f"{each} {getattr(got, each)!r} for {getattr(want, each)!r}" for each in wrong)
    return f"{_show(want)}: {'; '.join(details)}"
