"""The number formats of Word's lists (w:numFmt) that occur in Chinese documents."""

from __future__ import annotations

import re
from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL_DIGITS = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_JAPANESE_LEGAL_DIGITS = "零壱弐参四伍六七八九"
_PADDED = re.compile("0+1(?=,)")
"""How a custom format spells its first number: `001, 002, 003, ...`."""
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_MAX_ROMAN = 3999
_MAX_WORDS = 99_999
_MAX_LETTERS = 780
_COUNTING_LIMIT = 100
_CYCLE = 60
_ENCLOSED_LIMIT = 50


def format_number(number: int, number_format: str) -> str:
    """The number as the list prints it; decimal where the format is unknown or does not reach so far."""
    build = _FORMATS.get(number_format)
    padded = _PADDED.match(number_format)
    if padded:
        return str(number).zfill(len(padded[0]))
    text = None if build is None or number < 0 else build(number)
    return str(number) if text is None else text


def _words(number: int, digits: str, units: tuple[str, ...], *, spoken: bool) -> str | None:
    """百, 千 and 万 written out; `spoken` says 十二 for 一十二."""
    if number > _MAX_WORDS:
        return None
    figures = str(number)
    out = ""
    for place, figure in enumerate(figures):
        power = len(figures) - place - 1
        if figure != "0":
            out += digits[int(figure)] + units[power]
        elif out and not out.endswith(digits[0]):
            out += digits[0]
    out = out.rstrip(digits[0]) or digits[0]
    return out[1:] if spoken and out.startswith(digits[1] + units[1]) else out


def _thousands(number: int) -> str | None:
    return _words(number, "零一二三四五六七八九", ("", "十", "百", "千", "万"), spoken=True)


def _counting(number: int) -> str | None:
    """一 to 九十九 in words, figure by figure from there on."""
    return _thousands(number) if number < _COUNTING_LIMIT else _figures(number)


def _figures(number: int) -> str:
    return "".join(_DIGITS[int(figure)] for figure in str(number))


def _legal(digits: str, ten: str, units: tuple[str, ...]) -> Callable[[int], str | None]:
    return lambda number: _words(number, digits, ("", ten, *units), spoken=False)


def _from_row(row: str) -> Callable[[int], str | None]:
    return lambda number: row[number - 1] if 0 < number <= len(row) else None


def _from_pairs(number: int) -> str | None:
    """甲子 to 癸亥."""
    if not 0 < number <= _CYCLE:
        return None
    return _STEMS[(number - 1) % len(_STEMS)] + _BRANCHES[(number - 1) % len(_BRANCHES)]


def _circled(number: int) -> str | None:
    for first, start, last in ((1, 0x2460, 20), (21, 0x3251, 35), (36, 0x32B1, _ENCLOSED_LIMIT)):
        if first <= number <= last:
            return chr(start + number - first)
    return None


def _enclosed(start: int) -> Callable[[int], str | None]:
    return _from_row("".join(map(chr, range(start, start + 20))))


def _letters(number: int) -> str | None:
    """From a to z, then aa, bb and so on."""
    if not 0 < number <= _MAX_LETTERS:
        return None
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


def _roman(number: int) -> str | None:
    if not 0 < number <= _MAX_ROMAN:
        return None
    out = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        out += letters * times
    return out


def _upper(build: Callable[[int], str | None]) -> Callable[[int], str | None]:
    def upper(number: int) -> str | None:
        text = build(number)
        return None if text is None else text.upper()

    return upper


def _full_width(number: int) -> str:
    return str(number).translate(_FULL_WIDTH)


_FORMATS: dict[str, Callable[[int], str | None]] = {
    "none": lambda _: "",
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "chineseCounting": _counting,
    "chineseCountingThousand": _thousands,
    "chineseLegalSimplified": _legal(_LEGAL_DIGITS, "拾", ("佰", "仟", "万")),
    "ideographLegalTraditional": _legal(_LEGAL_TRADITIONAL_DIGITS, "拾", ("佰", "仟", "萬")),
    "japaneseCounting": _thousands,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _thousands,
    "ideographDigital": _figures,
    "japaneseDigitalTenThousand": _figures,
    "taiwaneseDigital": _figures,
    "ideographTraditional": _from_row(_STEMS),
    "ideographZodiac": _from_row(_BRANCHES),
    "ideographZodiacTraditional": _from_pairs,
    "japaneseLegal": _legal(_JAPANESE_LEGAL_DIGITS, "拾", ("百", "阡", "萬")),
    "numberInDash": lambda number: f"- {number} -",
    "ideographEnclosedCircle": _from_row("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _enclosed(0x2488),
    "decimalEnclosedParen": _enclosed(0x2474),
    "lowerLetter": _letters,
    "upperLetter": _upper(_letters),
    "lowerRoman": _roman,
    "upperRoman": _upper(_roman),
}
