"""Amounts in Chinese numerals: 百分之八, 一半, 翻一番, 超百万家, 三千五百亿元, 新增三家, 每年一次."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extractors.amounts.model import DASH, Amount, bounded, plain
from extractors.comparators import comparator_between
from extractors.engine import alternation
from extractors.numerals import CHINESE, DIGITS, parse_number, unfold_magnitude
from extractors.units import NO_UNIT, PER, SYMBOL, unit_row
from schemas.vocab import Comparator

_PER = rf"(?:[/／](?:{PER})(?:[·•](?:{PER}))?)"
_PERCENT_RE = re.compile(
    rf"百分之(?P<low>{CHINESE}{{1,6}}(?:点{CHINESE}{{1,4}})?|{DIGITS})(?:{DASH}百分之(?P<high>{CHINESE}{{1,6}}|{DIGITS}))?"
)
_FRACTION_RE = re.compile(
    rf"(?<!百){CHINESE}{{1,3}}分之(?:{CHINESE}{{1,3}}(?:点{CHINESE}{{1,3}})?|{DIGITS})"
)
_SHARE_RE = re.compile("(?:一半|半数)(?=以上|左右|以内|[，。；、的）]|$)")
_TENTHS_RE = re.compile(
    "(?P<number>[一二两三四五六七八九])成(?P<half>半|五)?(?=以上|左右|以内|[，。；的]|$)"
)
_SHARE_BEFORE_RE = re.compile("(?:超过?|近|约|过|达到?|占|为|不足|逾|有|到|降低?|低于|高于|增长?)$")
_DOUBLING_RE = re.compile("翻(?:(?P<times>[一两二三四]?)番|倍)")
_LARGE_RE = re.compile(
    rf"(?P<bound>超过|突破|(?<![赶反])超|逾|(?<![附最临靠邻])近|(?<![签节预契制条公])约|(?<![发传表抵送])达到?|(?<!突)破|(?<![通经超])过)"
    rf"(?P<number>[一二两三五六七八九四十]{{0,2}}[百千万亿]{{1,3}}|十(?=亿|万))(?!分之)(?P<vague>余|多)?(?P<unit>(?:{SYMBOL})(?:{_PER})?)?(?!级|{NO_UNIT})"
)
_SOME_RE = re.compile(
    rf"(?<![{'一二两三四五六七八九十百千万亿数几上'}0-9])(?P<number>[十百千万亿]{{1,3}})(?P<vague>余|多)(?P<unit>万?(?:{SYMBOL}))(?!{NO_UNIT})"
)
_MONEY_RE = re.compile(
    rf"(?<![几数上第{CHINESE[1:-1]}0-9.])(?P<number>(?=[一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾])(?={CHINESE}*[十百千万亿拾佰仟]){CHINESE}{{2,12}})"
    rf"(?P<unit>元|美元|欧元)(?!级|{NO_UNIT})"
)
_COUNTED = alternation(
    [
        symbol
        for symbol in ("家", "户", "名", "所", "座", "艘", "架", "辆", "亩")
        if unit_row(symbol)
    ]
)
_SMALL = "[一二两三四五六七八九十百]{1,4}"
_CHINESE_COUNT_RE = re.compile(
    rf"(?P<cue>(?:不少于|不低于|至少)[一-龥]{{0,4}}?|超过|新增|培育|引进|引入|建成|建设|建立|建有|新建|设立|配备|组建|打造|达到|每年)"
    rf"(?P<low>{_SMALL})(?:{DASH}(?P<high>{_SMALL}))?(?P<unit>{_COUNTED})"
    rf"(?!{NO_UNIT})"
)
_EACH_RE = re.compile(
    rf"每个?[一-龥（）、]{{1,14}}?(?:建设|建成|建有|建立|设立|配备|配置|开办|办好|拥有|培养|选派|打造|有)(?:不少于|至少)?"
    rf"(?P<low>{_SMALL})(?P<unit>{_COUNTED}|个|支|处)(?!{NO_UNIT})"
)
_TIMES_RE = re.compile(
    rf"(?P<low>[一二两三四五六七八九十]{{1,3}})(?:{DASH}(?P<high>[一二两三四五六七八九十]{{1,3}}))?(?P<unit>次|场|期|届)(?!性)"
)
_RECURRING_RE = re.compile("每(?:两|半)?(?:年|个?季度?|个?月|周|半年)")
_NUMERAL_RE = re.compile(f"{CHINESE}|翻")
# Without these there is nothing to look for, which is so in most sentences.
_SHARE_CUE_RE = re.compile("分之|一半|半数|[一二两三四五六七八九]成")
_POWER_CUE_RE = re.compile(
    "[百千万亿十][余多]|(?:超过|突破|超|逾|近|约|达到?|破|过)[一二两三四五六七八九百千万亿十]"
)
_COUNT_CUE_RE = re.compile(f"[一二两三四五六七八九十百](?:{_COUNTED}|个|支|处)")
_BOUND_WORDS = {
    "约": Comparator.APPROX,
    "近": Comparator.APPROX,
    "达": Comparator.EQ,
    "达到": Comparator.EQ,
}


def find_in_words(text: str, start: int, end: int) -> Iterator[Amount]:
    """All amounts of [start, end) in Chinese numerals, in no order; they may overlap."""
    words = text[start:end]
    if not _NUMERAL_RE.search(words):
        return
    if "百分之" in words:
        yield from _percentages(text, start, end)
    if _SHARE_CUE_RE.search(words):
        yield from _shares(text, start, end)
    if "翻" in words:
        yield from _doublings(text, start, end)
    if _POWER_CUE_RE.search(words):
        yield from _powers(text, start, end)
    if _COUNT_CUE_RE.search(words):
        yield from _counts(text, start, end)
    if "元" in words:
        yield from _money(text, start, end)
    if "每" in words and _RECURRING_RE.search(words):
        yield from _times(text, start, end)


def _percentages(text: str, start: int, end: int) -> Iterator[Amount]:
    for match in _PERCENT_RE.finditer(text, start, end):
        yield from _counted(text, match, start, "%", "quantities.percent-in-words")


def _shares(text: str, start: int, end: int) -> Iterator[Amount]:
    """三分之一, 一半 and 七成, as percentages, where a word around them measures."""
    readings = (
        *((match, parse_number(match[0])) for match in _FRACTION_RE.finditer(text, start, end)),
        *((match, Decimal(50)) for match in _SHARE_RE.finditer(text, start, end)),
        *((match, _tenths(match)) for match in _TENTHS_RE.finditer(text, start, end)),
    )
    for match, value in readings:
        if value is None:
            continue
        share = plain(match, match.start(), value, "%", "quantities.fraction")
        read = bounded(text, share, start)
        measured = read.bound or read.end > match.end()
        if measured or _SHARE_BEFORE_RE.search(text[max(start, match.start() - 3) : match.start()]):
            yield read


def _tenths(match: re.Match[str]) -> Decimal | None:
    """七成 is 70, 三成五 and 三成半 are 35."""
    number = parse_number(match["number"])
    return None if number is None else number * 10 + (5 if match["half"] else 0)


def _doublings(text: str, start: int, end: int) -> Iterator[Amount]:
    for match in _DOUBLING_RE.finditer(text, start, end):
        times = parse_number(match["times"]) if match["times"] else Decimal(1)
        if times is not None:
            yield plain(match, match.start(), Decimal(2) ** times, "倍", "quantities.doubling")


def _powers(text: str, start: int, end: int) -> Iterator[Amount]:
    """超百万家 is more than 100 万家, 百余家 more than 100 家."""
    for match in _LARGE_RE.finditer(text, start, end):
        value, magnitude = unfold_magnitude(match["number"])
        if match["unit"] or magnitude in ("亿", "万亿"):
            comparator = _BOUND_WORDS.get(match["bound"], Comparator.GT)
            if match["vague"] and comparator is Comparator.EQ:
                comparator = comparator_between(match["vague"])[0]
            unit = magnitude + (match["unit"] or "")
            amount = plain(match, match.start(), value, unit, "quantities.power-of-ten")
            yield replace(
                amount, number=match.start("number"), comparator=comparator, bound=match["bound"]
            )
    for match in _SOME_RE.finditer(text, start, end):
        value, magnitude = unfold_magnitude(match["number"])
        unit = magnitude + match["unit"]
        amount = plain(match, match.start(), value, unit, "quantities.power-of-ten")
        yield replace(amount, comparator=comparator_between(match["vague"])[0])


def _money(text: str, start: int, end: int) -> Iterator[Amount]:
    """三千五百亿元; not 百亿元 and 千亿元, the names of a size, and not 几十万元."""
    for match in _MONEY_RE.finditer(text, start, end):
        value, magnitude = unfold_magnitude(match["number"])
        amount = plain(
            match, match.start(), value, magnitude + match["unit"], "quantities.money-in-words"
        )
        yield bounded(text, amount, start)


def _counts(text: str, start: int, end: int) -> Iterator[Amount]:
    for pattern in (_CHINESE_COUNT_RE, _EACH_RE):
        for match in pattern.finditer(text, start, end):
            yield from _counted(text, match, start, match["unit"], "quantities.chinese-count")


def _times(text: str, start: int, end: int) -> Iterator[Amount]:
    for match in _TIMES_RE.finditer(text, start, end):
        if text[max(0, match.start() - 1) : match.start()] not in ("第", "再", "同", "首"):
            yield from _counted(text, match, start, match["unit"], "quantities.times")


def _counted(
    text: str, match: re.Match[str], low_bound: int, unit: str, rule: str
) -> Iterator[Amount]:
    parts = match.groupdict()
    value = parse_number(parts["low"])
    top = parse_number(parts["high"]) if parts.get("high") else None
    if value is None:
        return
    at = match.start() if rule == "quantities.percent-in-words" else match.start("low")
    amount = plain(match, at, value, unit, rule)
    if top and top > value:
        amount = replace(amount, value_max=top, comparator=Comparator.RANGE)
    yield bounded(text, amount, low_bound)
