"""Numbers written out and read back."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from extractors.numerals import parse_number, unfold_magnitude
from extractors.numerals.rules import find_numbers

DIGITS = "零一二三四五六七八九"
FINANCIAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
POWERS = {"万": 10**4, "亿": 10**8, "万亿": 10**12}


def below_ten_thousand(number: int) -> str:
    """一千零五, 三百二十, 十二."""
    said, gap = "", False
    for unit, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // size % 10
        if not digit:
            gap = bool(said)
            continue
        said += ("零" if gap else "") + DIGITS[digit] + unit
        gap = False
    return said.removeprefix("一") if said.startswith("一十") else said


def in_words(number: int) -> str:
    """A number up to 9999亿9999万9999 as it is said."""
    said, rest = "", number
    for unit, size in (("亿", 10**8), ("万", 10**4), ("", 1)):
        part, rest = divmod(rest, size)
        if not part:
            continue
        if said and part < 1000:
            said += "零"
        said += below_ten_thousand(part) + unit
    return said or "零"


numbers = st.integers(0, 10**12 - 1) | st.integers(0, 10**5) | st.builds(
    lambda digit, power: digit * 10**power, st.integers(1, 99), st.integers(0, 10)
)  # fmt: skip


@given(numbers)
def test_chinese_numerals(number: int) -> None:
    assert parse_number(in_words(number)) == number


@given(numbers)
def test_financial_numerals(number: int) -> None:
    assert parse_number(in_words(number).translate(FINANCIAL)) == number


@given(st.integers(1000, 99_999_999))
def test_numerals_digit_by_digit(number: int) -> None:
    assert parse_number("".join(DIGITS[int(digit)] for digit in str(number))) == number


@given(st.integers(0, 10**15 - 1), st.integers(0, 6), st.data())
def test_arabic_numbers(whole: int, places: int, data: st.DataObject) -> None:
    decimals = "".join(str(data.draw(st.integers(0, 9))) for _ in range(places))
    tail = f".{decimals}" if decimals else ""
    assert parse_number(f"{whole}{tail}") == Decimal(f"{whole}{tail}")
    assert parse_number(f"{whole:,}{tail}") == Decimal(f"{whole}{tail}")


@given(st.integers(1000, 10**15 - 1))
def test_an_arabic_number_is_found_whole(number: int) -> None:
    text = f"共{number:,}户"
    [found] = find_numbers(text)
    assert (text[found.start : found.end], found.fields["value"]) == (f"{number:,}", number)


@given(st.integers(0, 999), st.integers(0, 99))
def test_percentages_in_words(whole: int, hundredths: int) -> None:
    decimals = f"{hundredths:02d}"
    said = "".join(DIGITS[int(digit)] for digit in decimals)
    assert parse_number(f"百分之{in_words(whole)}") == whole
    assert parse_number(f"百分之{in_words(whole)}点{said}") == Decimal(f"{whole}.{decimals}")
    assert parse_number(f"百分之{whole}.{decimals}") == Decimal(f"{whole}.{decimals}")


@given(st.integers(1, 99), st.integers(1, 99))
def test_fractions_in_words(below: int, above: int) -> None:
    value = parse_number(f"{in_words(below)}分之{in_words(above)}")
    assert value is not None
    assert abs(value - Decimal(above * 100) / below) <= Decimal("0.005")


@given(
    st.sampled_from(["", "十", "百", "千", "一百", "三百", "五千"]), st.sampled_from(sorted(POWERS))
)
def test_powers_of_ten(head: str, power: str) -> None:
    value, magnitude = unfold_magnitude(head + power)
    assert magnitude == power
    assert value * POWERS[magnitude] == (parse_number(head) or 1) * POWERS[power]
    assert parse_number(head + power) == value * POWERS[power]


@given(st.text("〇零一二两三九十百千万亿贰拾仟半点分之百0123456789,.%٣²①", max_size=60))
def test_any_run_of_numerals_is_a_finite_number_or_none(text: str) -> None:
    value = parse_number(text)
    assert value is None or value.is_finite()
    ends = [0]
    for found in find_numbers(text):
        assert ends[-1] <= found.start < found.end <= len(text)
        ends.append(found.end)
