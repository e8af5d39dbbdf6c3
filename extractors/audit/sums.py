"""Parts against their sum, and shares against what they are shares of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractors.audit.claims import Audited, Claim, decimals
from extractors.audit.findings import finding
from schemas.records import AuditFinding, Quantity
from schemas.vocab import Comparator, Measure, Severity

_TOTAL = re.compile("^(?:合计|总计|小计|共计)(?P<first>.+)$|^(?P<last>.+)(?:合计|总计|小计|共计)$")
_BETWEEN_PARTS = re.compile(
    "[一-龥A-Za-z“”‘’]{0,20}[、，：:]?[一-龥A-Za-z“”‘’]{0,30}[：:]?[一-龥A-Za-z“”‘’]{0,30}"
)
_BRACKETED = re.compile("[（(][^（）()]*[）)]")
_NEXT_STEP = re.compile("设立|组建|新增|建成|建设|引进|培育|开展|完成|实现|发放|支持")
"""What is done next is no part of what was counted."""
_OPENS_PARTS = re.compile("(?:其中|包括)[:：，]?")
_SHARE = re.compile("^(?P<part>.+?)占(?P<whole>.+?)的?比重$")
_FEWEST_PARTS = 2
_SHARE_ROUNDING = Decimal("0.1")
"""Percentage points beyond the printed decimals: the part and the whole are rounded too."""


def table_sums(notice: Audited) -> Iterator[AuditFinding]:
    """A row 合计 that is not the sum of the cells above it in its column."""
    cells = [q for q in notice.records.quantities if q.rule_id == "quantities.table-cell"]
    for at, total in enumerate(cells):
        match = _TOTAL.match("".join(total.indicator.split()))
        if match is None:
            continue
        column = match["first"] or match["last"]
        parts = _column_above(cells[:at], total, column)
        if len(parts) < _FEWEST_PARTS:
            continue
        computed = _sum(parts)
        if abs(computed - _printed(total)) > _slack(parts):
            message = f"“{column}”合计{total.quote}，其上{len(parts)}行相加为{computed}"
            yield finding("audit.table-sum", Severity.WARNING, message, total, parts[0])


def part_sums(notice: Audited) -> Iterator[AuditFinding]:
    """A总数，其中甲…、乙…: parts that are together more than the whole."""
    claims = [q for q in notice.records.quantities if _can_be_summed(q)]
    for at, total in enumerate(claims[:-1]):
        opening = _OPENS_PARTS.search(notice.text[total.end : claims[at + 1].start])
        if opening is None or not _one_sentence(notice.text[total.end : claims[at + 1].start]):
            continue
        parts = _parts(claims[at + 1 :], total, notice.text)
        if len(parts) >= _FEWEST_PARTS and _sum(parts) > _printed(total) + _slack(parts):
            message = f"“{total.indicator}”共{total.quote}，分项相加为{_sum(parts)}"
            yield finding("audit.parts", Severity.WARNING, message, total, parts[0])


def shares(notice: Audited) -> Iterator[AuditFinding]:
    """A占B比重 that is not A over B, both printed for the same time."""
    claims = [claim for claim in notice.claims if claim.quantity.measure is Measure.LEVEL]
    told: set[tuple[object, ...]] = set()
    for share in claims:
        match = _SHARE.match(share.key)
        if (
            match is None
            or share.quantity.unit != "%"
            or share.quantity.comparator is not Comparator.EQ
        ):
            continue
        part, whole = (_exact(claims, match[name], share) for name in ("part", "whole"))
        if part is None or whole is None or whole.value <= 0 or (share.key, *share.time) in told:
            continue
        computed = part.value / whole.value * 100
        half = Decimal("0.5").scaleb(-decimals(share.quantity.value))
        if abs(computed - share.value) > half + _SHARE_ROUNDING:
            told.add((share.key, *share.time))
            message = (
                f"{part.quantity.quote}占{whole.quantity.quote}为{computed:.2f}%，"
                f"文中“{share.quantity.indicator}”为{share.quantity.quote}"
            )
            yield finding("audit.share", Severity.WARNING, message, share.quantity, part.quantity)


def _column_above(cells: Sequence[Quantity], total: Quantity, column: str) -> list[Quantity]:
    """The cells of the same column from the table's first row, or the last total, down to this one."""
    parts: list[Quantity] = []
    for cell in reversed(cells):
        name = "".join(cell.indicator.split())
        if cell.section != total.section or _TOTAL.match(name):
            break
        if name.endswith(column) and (cell.unit, cell.date, cell.status) == (
            total.unit,
            total.date,
            total.status,
        ):
            parts.append(cell)
    return parts[::-1]


def _parts(claims: Sequence[Quantity], total: Quantity, text: str) -> list[Quantity]:
    """The amounts behind 其中, as long as names and commas stand between them; brackets hold parts of a part."""
    parts: list[Quantity] = []
    end = total.end
    for claim in claims:
        between = text[end : claim.start]
        if _depth(between) > 0 and parts:
            continue
        same = (claim.unit, claim.status, claim.date) == (total.unit, total.status, total.date)
        if not same or not _BETWEEN_PARTS.fullmatch(_BRACKETED.sub("", between)):
            break
        if _printed(claim) > _printed(total) or _NEXT_STEP.match(claim.indicator):
            break
        parts.append(claim)
        end = claim.end
    return parts


def _depth(words: str) -> int:
    """How many brackets are open behind these words."""
    return words.count("（") + words.count("(") - words.count("）") - words.count(")")


def _can_be_summed(quantity: Quantity) -> bool:
    return (
        quantity.measure is Measure.LEVEL
        and quantity.comparator is Comparator.EQ
        and quantity.value is not None
        and quantity.unit != "%"
    )


def _one_sentence(words: str) -> bool:
    return not any(mark in words for mark in "。；\n")


def _exact(claims: Sequence[Claim], key: str, beside: Claim) -> Claim | None:
    same = [
        claim
        for claim in claims
        if claim.key == key and claim.time == beside.time and claim.is_exact and not claim.is_flow
    ]
    return min(
        same, key=lambda claim: abs(claim.quantity.start - beside.quantity.start), default=None
    )


def _printed(quantity: Quantity) -> Decimal:
    return quantity.value if quantity.value is not None else Decimal(0)


def _sum(parts: Sequence[Quantity]) -> Decimal:
    return sum((_printed(part) for part in parts), Decimal(0))


def _slack(parts: Sequence[Quantity]) -> Decimal:
    """Half of the last printed decimal for each part; whole numbers are counted, not rounded."""
    digits = max(decimals(part.value) for part in parts)
    return Decimal("0.5").scaleb(-digits) * len(parts) if digits else Decimal(0)
