"""Times counted from the day of issue: 本方案印发之日起30日内."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from extractors.numerals import parse_number

AFTER_ISSUE = (
    "(?:印发|发布|公布|下发|施行|实施)(?:之日)?(?:后|起)，?(?P<count>[0-9]{1,3}|[一两二三四五六七八九十]{1,2})"
    "(?P<unit>个?月|个?工作日|个?自然日|日|天|周)(?:以|之)?内"
)
"""A span behind the day of issue of whatever is issued."""
FROM_ISSUE = f"[在于自]?本(?:文件?|方案|通知|意见|办法|规划|计划){AFTER_ISSUE}"
"""The same, where it is the notice itself that is issued."""
_FROM_ISSUE_RE = re.compile(FROM_ISSUE)


def day_after_issue(words: str, issued: dt.date | None) -> dt.date | None:
    """The last day of a span behind the issue of the notice; None for working days, which need a calendar of feasts."""
    match = _FROM_ISSUE_RE.search(words)
    count = parse_number(match["count"]) if match else None
    if match is None or count is None or issued is None or "工作" in match["unit"]:
        return None
    if match["unit"].endswith("月"):
        return _months_later(issued, int(count))
    return issued + dt.timedelta(days=int(count) * (7 if match["unit"] == "周" else 1))


def _months_later(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
