"""红黄绿: how urgent a task is."""

from __future__ import annotations

import datetime as dt

_SOON = dt.timedelta(days=30)


def light_of(progress: str | None, deadline: str | None, today: dt.date) -> str | None:
    """Red for what is overdue, yellow for what falls due within thirty days, green for what is done or has time.

    `deadline` is an ISO day; None where there is none to judge by.
    """
    if progress == "done":
        return "green"
    day = dt.date.fromisoformat(deadline) if deadline and deadline != "ongoing" else None
    if progress == "overdue" or (day and day < today):
        return "red"
    if day is None:
        return None
    return "yellow" if day <= today + _SOON else "green"
