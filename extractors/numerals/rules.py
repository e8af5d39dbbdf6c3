"""Numbers as written: 12.5, 1,200, 三十五, 贰拾, 百分之八, 三分之一."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from extractors.engine import Dimension, Finding, Rule

DIGITS = r"[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,6})?|[0-9]{1,15}(?:\.[0-9]{1,6})?"
"""An Arabic number; at most fifteen digits and six decimals, so that long runs stay cheap."""

CHINESE = "[〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟半]"
"""One character of a Chinese number."""

_ARABIC_RE = re.compile(rf"(?<![0-9A-Za-z.,])(?:{DIGITS})(?![0-9])")
_PERCENT_RE = re.compile(rf"百分之({CHINESE}{{1,8}}(?:点{CHINESE}{{1,4}})?|{DIGITS})")
_FRACTION_RE = re.compile(
    rf"({CHINESE}{{1,4}})分之({CHINESE}{{1,4}}(?:点{CHINESE}{{1,4}})?|{DIGITS})"
)
_CHINESE_RE = re.compile(rf"(?<![0-9]){CHINESE}{{1,12}}(?:点{CHINESE}{{1,4}})?")

_DIGIT = {
    **{char: n for n, char in enumerate("〇一二三四五六七八九")},
    **{char: n for n, char in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "两": 2,
}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_NEXT_LOWER = {"百": "十", "佰": "拾", "千": "百", "仟": "佰", "万": "千", "亿": "千万"}
_LONGEST = 40
"""No number in words is longer; a run of numerals is a table's rubbish."""
_LARGEST_FRACTION = 10**12

RULES = (
    Rule("numerals.arabic", "digits, with thousands separators and decimals"),
    Rule("numerals.percent-in-words", "百分之 with a Chinese or Arabic number"),
    Rule("numerals.fraction-in-words", "三分之一 as a percentage"),
    Rule("numerals.chinese", "Chinese and financial numerals, 两 and 半 included"),
)


def parse_number(text: str) -> Decimal | None:
    """The value of one number as written, a fraction in words as a percentage; None where it is none."""
    percent = _PERCENT_RE.fullmatch(text)
    if percent:
        return parse_number(percent[1])
    fraction = _FRACTION_RE.fullmatch(text)
    if fraction:
        return _fraction(fraction[1], fraction[2])
    if text[:1].isascii():
        return Decimal(text.replace(",", "")) if re.fullmatch(DIGITS, text) else None
    return _parse_chinese(text)


def _fraction(below: str, above: str) -> Decimal | None:
    bottom, top = _parse_chinese(below), parse_number(above)
    if not bottom or top is None or top > _LARGEST_FRACTION:
        return None
    places = Decimal("0.01") if bottom < 1000 else Decimal("0.0001")
    share = (top * 100 / bottom).quantize(places, ROUND_HALF_UP)
    return share.normalize() if share % 10 else share.to_integral_value()


def _parse_chinese(text: str) -> Decimal | None:
    """三十五, 一千二百, 二〇二五, 三点五, 一亿五千万, 半."""
    if text == "半":
        return Decimal("0.5")
    whole, point, decimals = text.partition("点")
    value = _parse_whole(whole)
    if value is None:
        return None
    if not point:
        return Decimal(value)
    if not decimals or any(char not in _DIGIT for char in decimals):
        return None
    return Decimal(f"{value}." + "".join(str(_DIGIT[char]) for char in decimals))


def _parse_whole(text: str) -> int | None:
    if not 0 < len(text) <= _LONGEST:
        return None
    if len(text) > 1 and all(char in _DIGIT for char in text):
        return int("".join(str(_DIGIT[char]) for char in text))
    total = below = section = digit = 0
    for char in _unfolded(text):
        if char in _DIGIT:
            digit = _DIGIT[char]
        elif char in _SMALL:
            section += (digit or 1) * _SMALL[char]
            digit = 0
        elif char == "万":
            below = (below + section + digit or 1) * 10**4
            section = digit = 0
        elif char == "亿":
            total = (total + below + section + digit or 1) * 10**8
            below = section = digit = 0
        else:
            return None
    return total + below + section + digit


def _unfolded(text: str) -> str:
    """一百五 as 一百五十, 一万二 as 一万二千: a last digit counts the next lower power."""
    lower = _NEXT_LOWER.get(text[-2:-1]) if text[-1] in _DIGIT and text[-1] not in "零〇" else None
    return text + lower if lower else text


def unfold_magnitude(text: str) -> tuple[Decimal, str]:
    """A number made of powers of ten alone, as value and magnitude: 百万 is (100, 万), 千亿 (1000, 亿), 百 (100, "")."""
    for large in ("万亿", "亿", "万"):
        if text.endswith(large):
            head = text[: -len(large)]
            return (_parse_chinese(head) if head else None) or Decimal(1), large
    return _parse_chinese(text) or Decimal(1), ""


def find_numbers(text: str) -> list[Finding]:
    """All numbers of a text, the longest reading first, without overlap."""
    readings = (
        ("numerals.percent-in-words", _PERCENT_RE),
        ("numerals.fraction-in-words", _FRACTION_RE),
        ("numerals.arabic", _ARABIC_RE),
        ("numerals.chinese", _CHINESE_RE),
    )
    found: list[Finding] = []
    for rule, pattern in readings:
        for match in pattern.finditer(text):
            value = parse_number(match[0])
            if value is not None and not _covered(found, match.start(), match.end()):
                found.append(Finding(rule, match.start(), match.end(), {"value": value}))
    return sorted(found, key=lambda finding: finding.start)


def _covered(found: Sequence[Finding], start: int, end: int) -> bool:
    return any(start < other.end and other.start < end for other in found)


DIMENSION = Dimension("numerals", RULES, find_numbers)
