"""Amounts: a number with its unit and the words that bound it, read without the rest of the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.comparators import comparator_after, comparator_before
from extractors.comparators.rules import comparator_between
from extractors.engine import alternation
from extractors.numerals import CHINESE, DIGITS, parse_number, unfold_magnitude
from extractors.units import MAGNITUDES, NO_UNIT, PER, SYMBOL, parse_unit, unit_row
from schemas.vocab import Comparator

_MAGNITUDE = alternation(tuple(MAGNITUDES))
_PER = rf"(?:[/／](?:{PER})(?:[·•](?:{PER}))?)"
_DASH = "[-—–~～－―至到]{1,2}"

_AMOUNT_RE = re.compile(
    rf"(?<![0-9A-Za-z.,×*])(?P<low>{DIGITS})"
    rf"(?:(?P<low_unit>(?:{_MAGNITUDE})?(?:{SYMBOL})?){_DASH}(?P<high>{DIGITS}))?"
    rf"(?!{NO_UNIT})(?P<vague>余|多)?"
    rf"(?P<unit>(?:{_MAGNITUDE})?(?P<vague2>余|多)?(?:{SYMBOL})(?:{_PER})?|万亿|亿|万)"
)
_BARE_MAGNITUDE = re.compile("万亿|亿|万")
_CLASS_AFTER = re.compile("级|能级|象|股|科|家灯火|里|众|达|物")
_LARGE_RE = re.compile(
    rf"(?P<bound>超过|突破|超|逾|近|约|达到?|破|过)"
    rf"(?P<number>[百千万亿]{{1,3}})(?!分之)(?P<vague>余|多)?(?P<unit>(?:{SYMBOL})(?:{_PER})?)?(?!级|{NO_UNIT})"
)
_PERCENT_RE = re.compile(
    rf"百分之(?P<low>{CHINESE}{{1,6}}(?:点{CHINESE}{{1,4}})?|{DIGITS})(?:{_DASH}百分之(?P<high>{CHINESE}{{1,6}}|{DIGITS}))?"
)
_FRACTION_RE = re.compile(rf"(?<!百){CHINESE}{{1,3}}分之{CHINESE}{{1,3}}")
_DOUBLING_RE = re.compile("翻(?P<times>[一两二三四]?)番")
_COUNTED = alternation(
    [
        symbol
        for symbol in ("家", "户", "名", "所", "座", "艘", "架", "辆", "亩")
        if unit_row(symbol)
    ]
)
_CHINESE_COUNT_RE = re.compile(
    rf"(?P<cue>不少于|不低于|至少|超过|新增|培育|引进|引入|建成|新建|达到|每年)"
    rf"(?P<low>[一二两三四五六七八九十百]{{1,4}})(?:{_DASH}(?P<high>[一二两三四五六七八九十百]{{1,4}}))?(?P<unit>{_COUNTED})"
    rf"(?!{NO_UNIT})"
)
_TIMES_RE = re.compile(
    rf"(?P<low>[一二两三四五六七八九十]{{1,3}})(?:{_DASH}(?P<high>[一二两三四五六七八九十]{{1,3}}))?(?P<unit>次|场|期|届)(?!性)"
)
_RECURRING_RE = re.compile("每(?:两|半)?(?:年|个?季度?|个?月|周|半年)")
_SKIPPED_BEFORE = re.compile("(?:等值|人民币|分别|合计|累计|总计|各|了|金额|总额|平均)$")
_WEAK = frozenset({"控制在", "限制在", "稳定在", "最高", "上限", "基本达到", "约", "近"})
_NEEDS_BOUND = frozenset({"年", "天", "日"})
_TECHNICAL = frozenset({"G", "T", "P", "兆"})


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount at [start, end) of the text, bounding words included; the number starts at `number`.

    `value` is positive as printed; whether it is a fall is for the measure to say.
    """

    start: int
    number: int
    end: int
    value: Decimal
    value_max: Decimal | None
    unit: str
    comparator: Comparator
    rule_id: str
    bound: str = ""


def find_amounts(text: str, start: int, end: int) -> list[Amount]:
    """All amounts of [start, end) in order. Dates look like amounts and are for the caller to leave out."""
    found = [*_digits(text, start, end), *_words(text, start, end)]
    found.sort(key=lambda amount: (amount.start, -amount.end))
    kept: list[Amount] = []
    for amount in found:
        if not kept or amount.number >= kept[-1].end:
            kept.append(amount)
    return _share_units(text, kept)


def _digits(text: str, start: int, end: int) -> Iterator[Amount]:
    for match in _AMOUNT_RE.finditer(text, start, end):
        amount = _amount(text, match, start)
        if amount is not None and _stands(text, match, amount):
            yield amount


def _amount(text: str, match: re.Match[str], low_bound: int) -> Amount | None:
    value, top = parse_number(match["low"]), match["high"] and parse_number(match["high"])
    if value is None:
        return None
    vague = match["vague"] or match["vague2"]
    unit = match["unit"].replace(match["vague2"], "", 1) if match["vague2"] else match["unit"]
    amount = Amount(
        match.start(),
        match.start(),
        match.end(),
        value,
        None,
        unit,
        Comparator.EQ,
        "quantities.amount",
    )
    if top:
        amount = _ranged(text, match, amount, top)
    elif vague:
        amount = replace(amount, comparator=comparator_between(vague)[0])
    return _bounded(text, amount, low_bound)


def _ranged(text: str, match: re.Match[str], amount: Amount, top: Decimal) -> Amount:
    """A range, unless 从 makes it a way from one value to another: then the upper value alone is read here."""
    low_unit = match["low_unit"]
    value = amount.value
    if low_unit and low_unit != amount.unit:
        value = _rescaled(value, low_unit, amount.unit) or value
    if top <= value:
        return replace(amount, value=top, number=match.start("high"), start=match.start("high"))
    return replace(
        amount, value=value, value_max=top, comparator=Comparator.RANGE, rule_id="quantities.range"
    )


def _rescaled(value: Decimal, unit: str, wanted: str) -> Decimal | None:
    """`value` of one magnitude in another: 8000万 with 亿元 is 0.8."""
    here, there = parse_unit(unit), parse_unit(wanted)
    if here is None or there is None:
        return None
    one = Decimal(1)
    return value * MAGNITUDES.get(here[0], one) / MAGNITUDES.get(there[0], one)


def _bounded(text: str, amount: Amount, low_bound: int) -> Amount:
    """The amount with the comparator words around it."""
    skipped = _SKIPPED_BEFORE.search(text[max(low_bound, amount.start - 4) : amount.start])
    edge = amount.start - len(skipped[0]) if skipped else amount.start
    before = comparator_before(text, edge)
    after = comparator_after(text, amount.end)
    if before and before[1] < low_bound:
        before = None
    comparator, start, end, bound = amount.comparator, amount.start, amount.end, ""
    if before:
        start, bound = before[1], text[before[1] : edge]
    if after:
        end = after[1]
    if comparator is not Comparator.RANGE:
        if before and not (after and bound in _WEAK):
            comparator = before[0]
        elif after:
            comparator = after[0]
    return replace(amount, start=start, end=end, comparator=comparator, bound=bound)


def _stands(text: str, match: re.Match[str], amount: Amount) -> bool:
    """Whether the number is no ordinal, rank, year, name of a network generation or class."""
    before = text[max(0, match.start() - 1) : match.start()]
    symbol = (parse_unit(amount.unit) or ("", "", ""))[1]
    if before == "第" or (before == "前" and symbol in ("名", "位", "强")):
        return False
    if _BARE_MAGNITUDE.fullmatch(amount.unit) and _CLASS_AFTER.match(text, match.end()):
        return False
    if symbol in _NEEDS_BOUND and amount.unit == symbol:
        return _bounded_duration(text, amount, symbol)
    if symbol in _TECHNICAL and amount.unit == symbol:
        return before in ("至", "到", "达", "于", "过") or symbol == "兆"
    return True


def _bounded_duration(text: str, amount: Amount, symbol: str) -> bool:
    """Days and years are amounts where a word bounds them; 5年内 and 3日 are times."""
    if symbol == "年":
        return (
            amount.value < 100
            and amount.bound not in ("", "近", "约", "超过", "超")
            and not text.startswith("内", amount.end - 1)
        )
    return bool(amount.bound) or amount.comparator is not Comparator.EQ


def _words(text: str, start: int, end: int) -> Iterator[Amount]:
    """Amounts in Chinese numerals."""
    for match in _PERCENT_RE.finditer(text, start, end):
        yield from _chinese(text, match, start, "%", "quantities.percent-in-words")
    for match in _FRACTION_RE.finditer(text, start, end):
        value = parse_number(match[0])
        if value is not None:
            amount = Amount(
                match.start(),
                match.start(),
                match.end(),
                value,
                None,
                "%",
                Comparator.EQ,
                "quantities.fraction",
            )
            bounded = _bounded(text, amount, start)
            if bounded.bound or text[max(0, match.start() - 1) : match.start()] in (
                "达",
                "到",
                "占",
            ):
                yield bounded
    for match in _DOUBLING_RE.finditer(text, start, end):
        times = parse_number(match["times"]) if match["times"] else Decimal(1)
        if times is not None:
            yield Amount(
                match.start(),
                match.start(),
                match.end(),
                Decimal(2) ** times,
                None,
                "倍",
                Comparator.EQ,
                "quantities.doubling",
            )
    for match in _LARGE_RE.finditer(text, start, end):
        yield from _large(match)
    for match in _CHINESE_COUNT_RE.finditer(text, start, end):
        yield from _chinese(text, match, start, match["unit"], "quantities.chinese-count")
    if _RECURRING_RE.search(text, start, end):
        for match in _TIMES_RE.finditer(text, start, end):
            if text[max(0, match.start() - 1) : match.start()] not in ("第", "再", "同", "首"):
                yield from _chinese(text, match, start, match["unit"], "quantities.times")


def _chinese(
    text: str, match: re.Match[str], low_bound: int, unit: str, rule: str
) -> Iterator[Amount]:
    value = parse_number(match["low"])
    top = parse_number(match["high"]) if match["high"] else None
    if value is None:
        return
    at = match.start() if rule == "quantities.percent-in-words" else match.start("low")
    comparator = Comparator.RANGE if top and top > value else Comparator.EQ
    amount = Amount(
        at,
        at,
        match.end(),
        value,
        top if comparator is Comparator.RANGE else None,
        unit,
        comparator,
        rule,
    )
    yield _bounded(text, amount, low_bound)


_BOUND_WORDS = {
    "约": Comparator.APPROX,
    "近": Comparator.APPROX,
    "达": Comparator.EQ,
    "达到": Comparator.EQ,
}


def _large(match: re.Match[str]) -> Iterator[Amount]:
    """超百万家 is more than 100 万家."""
    value, magnitude = unfold_magnitude(match["number"])
    unit = magnitude + (match["unit"] or "")
    if not match["unit"] and magnitude not in ("亿", "万亿"):
        return
    comparator = _BOUND_WORDS.get(match["bound"], Comparator.GT)
    yield Amount(
        match.start(),
        match.start("number"),
        match.end(),
        value,
        None,
        unit,
        comparator,
        "quantities.power-of-ten",
        match["bound"],
    )


_LISTED_RE = re.compile(rf"(?<![0-9A-Za-z.])({DIGITS})(?=、|和|及)")


def _share_units(text: str, amounts: list[Amount]) -> list[Amount]:
    """Numbers before the first amount of a list take its unit: 500、300、200万元."""
    result: list[Amount] = []
    for amount in amounts:
        floor = result[-1].end if result else max(0, amount.start - 40)
        result.extend(_listed_before(text, amount, floor))
        result.append(amount)
    return result


def _listed_before(text: str, amount: Amount, floor: int) -> list[Amount]:
    listed: list[Amount] = []
    at = amount.number
    while at > floor and text[at - 1] in "、和及":
        head = text[max(floor, at - 16) : at]
        numbers = list(_LISTED_RE.finditer(head))
        if not numbers or numbers[-1].end() != len(head) - 1:
            break
        start = at - len(head) + numbers[-1].start()
        value = parse_number(numbers[-1][1])
        if value is None:
            break
        listed.append(
            Amount(
                start,
                start,
                start + len(numbers[-1][1]),
                value,
                None,
                amount.unit,
                Comparator.EQ,
                "quantities.shared-unit",
            )
        )
        at = start
    return listed[::-1]
