"""Days of the calendar written in every printed form and read back."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.dates import TimeKind, find_times, parse_date, parse_deadline
from extractors.dates.rules import last_day

DIGITS = "〇一二三四五六七八九"
days = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))
months = st.tuples(st.integers(1900, 2099), st.integers(1, 12))
bad_days = st.tuples(
    st.integers(1900, 2099), st.integers(0, 19), st.integers(0, 39)
).filter(lambda parts: last_day(*parts) is None)  # fmt: skip


def year_in_words(year: int, zero: str) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(year)).replace("〇", zero)


def small_in_words(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else DIGITS[tens]) + ("十" if tens else "") + (DIGITS[ones] if ones else "")  # fmt: skip


def in_words(day: dt.date, zero: str) -> str:
    month, date = small_in_words(day.month), small_in_words(day.day)
    return f"{year_in_words(day.year, zero)}年{month}月{date}日"


PRINTED: dict[str, Callable[[dt.date], str]] = {
    "digits": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "two-digits": lambda day: f"{day.year}年{day.month:02d}月{day.day:02d}日",
    "iso": dt.date.isoformat,
    "slashes": lambda day: f"{day.year}/{day.month}/{day.day}",
    "dots": lambda day: f"{day.year}.{day.month}.{day.day}",
    "words": lambda day: in_words(day, "〇"),
    "words-circle": lambda day: in_words(day, "○"),
    "words-zero": lambda day: in_words(day, "零"),
    "words-letter": lambda day: in_words(day, "O"),
}


@pytest.mark.parametrize("form", PRINTED)
@given(day=days)
def test_a_printed_day_is_read_back(form: str, day: dt.date) -> None:
    assert parse_date(f"成文日期：{PRINTED[form](day)}") == day


@given(bad_days)
def test_a_day_outside_the_calendar_is_none(parts: tuple[int, int, int]) -> None:
    year, month, day = parts
    for text in (f"{year}年{month}月{day}日", f"{year}-{month:02d}-{day:02d}"):
        assert parse_date(text) is None
    assert not any(time.date.day == day for time in find_times(f"到{year}年{month}月{day}日"))


@given(days)
def test_a_day_found_in_a_sentence(day: dt.date) -> None:
    text = f"力争到{day.year}年{day.month}月{day.day}日前完成。"
    [time] = find_times(text)
    assert (time.date, time.kind) == (day, TimeKind.DEADLINE)
    assert text[time.start : time.end].endswith(f"{day.day}日前")


@given(months, st.sampled_from(["底前", "末", "底", "", "底之前"]))
def test_a_month_ends_on_its_last_day(month: tuple[int, int], end: str) -> None:
    year, number = month
    expected = dt.date(year, number, calendar.monthrange(year, number)[1])
    assert [time.date for time in find_times(f"到{year}年{number}月{end}")] == [expected]
    assert [time.date for time in find_times(f"{number}月底前完成", year=year)] == [expected]


@given(st.integers(1900, 2099))
def test_parts_of_a_year(year: int) -> None:
    ends = {"末": 12, "底": 12, "上半年": 6, "下半年": 12, "第三季度": 9, "一季度": 3, "": 12}
    for words, month in ends.items():
        [time] = find_times(f"到{year}年{words}，建成")
        assert time.date == last_day(year, month)


@given(st.integers(1900, 2098), st.integers(1, 9), st.sampled_from("-—–~～－至到"))
def test_two_years_end_with_the_second(first: int, length: int, dash: str) -> None:
    last = min(first + length, 2099)
    [time] = find_times(f"（{first}{dash}{last}年）")
    assert (time.first_year, time.date) == (first, dt.date(last, 12, 31))


@given(months)
def test_deadlines_of_notes_and_cells(month: tuple[int, int]) -> None:
    year, number = month
    end = last_day(year, number)
    for text in (
        f"{year}年{number}月底前完成",
        f"{year}.{number:02d}",
        f"{year}-{number}",
        f"{year}年{number}月",
    ):
        assert parse_deadline(text, year=None) == end
    for text in (f"{number}月底前", f"{number}月"):
        assert parse_deadline(text, year=year) == end
    for text in (f"{year}年底", f"{year}", f"{year}年"):
        assert parse_deadline(text, year=None) == dt.date(year, 12, 31)


@given(days)
def test_a_date_wins_over_going_on(day: dt.date) -> None:
    text = f"{day.year}年{day.month}月{day.day}日前取得成果并持续推进"
    assert parse_deadline(text, year=None) == day
    assert parse_deadline("持续推进", year=day.year) == "ongoing"


@given(
    st.text("0123456789年月日底末前到至从“十四五”期间上半第季度较.-/今内起", max_size=40),
    st.none() | st.integers(1900, 2099),
)
def test_any_run_of_time_words(text: str, year: int | None) -> None:
    for time in find_times(text, year=year):
        assert 0 <= time.start < time.end <= len(text)
    deadline = parse_deadline(text, year=year)
    assert deadline in {None, "ongoing"} or isinstance(deadline, dt.date)
    assert parse_date(text) is None or "20" in text or "19" in text
