"""Word's number formats."""

from __future__ import annotations

import pytest

from pipeline.readers.number_formats import format_number


@pytest.mark.parametrize(
    ("number_format", "number", "expected"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("decimalFullWidth", 12, "１２"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCounting", 105, "一〇五"),
        ("chineseCountingThousand", 12, "十二"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1010, "一千零一十"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("japaneseCounting", 20, "二十"),
        ("ideographTraditional", 3, "丙"),
        ("ideographTraditional", 11, "11"),
        ("ideographZodiac", 12, "亥"),
        ("ideographDigital", 20, "二〇"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircleChinese", 21, "㉑"),
        ("decimalEnclosedCircle", 36, "㊱"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalEnclosedFullstop", 2, "⒉"),
        ("lowerLetter", 28, "bb"),
        ("upperLetter", 3, "C"),
        ("lowerRoman", 14, "xiv"),
        ("upperRoman", 1999, "MCMXCIX"),
        ("ideographZodiacTraditional", 12, "乙亥"),
        ("ideographZodiacTraditional", 61, "61"),
        ("ideographLegalTraditional", 26, "貳拾陸"),
        ("ideographEnclosedCircle", 10, "㈩"),
        ("japaneseLegal", 23, "弐拾参"),
        ("japaneseDigitalTenThousand", 12, "一二"),
        ("taiwaneseCounting", 15, "十五"),
        ("taiwaneseCountingThousand", 120, "一百二十"),
        ("taiwaneseDigital", 12, "一二"),
        ("decimalFullWidth2", 12, "１２"),
        ("decimalHalfWidth", 12, "12"),
        ("numberInDash", 3, "- 3 -"),
        ("001, 002, 003, ...", 12, "012"),
        ("none", 1, ""),
        ("koreanLegal", 4, "4"),
    ],
)
def test_number_is_written_as_word_writes_it(
    number_format: str, number: int, expected: str
) -> None:
    assert format_number(number, number_format) == expected


@pytest.mark.parametrize("number_format", ["chineseCountingThousand", "lowerRoman", "lowerLetter"])
@pytest.mark.parametrize("number", [0, 10**9])
def test_number_out_of_reach_stays_readable(number_format: str, number: int) -> None:
    assert format_number(number, number_format) in {str(number), "零"}
