"""Texts that tempt a rule into looking again and again, each in two sizes."""

from __future__ import annotations

from collections.abc import Callable

_HEAD = "云江市人民政府关于印发试验方案的通知\n各区县人民政府：\n一、总体要求\n"


def digits(size: int) -> str:
    return f"{_HEAD}到2025年末达到{'1234567890' * (size // 10)}亿元。\n"


def names(size: int) -> str:
    return f"{_HEAD}（责任单位：{'、'.join(['市财政局', '青禾县教委'] * (size // 2))}）\n"


def brackets(size: int) -> str:
    return f"{_HEAD}{'（' * (size // 2)}牵头单位：市财政局{'）（市教委' * (size // 4)}\n"


def one_line(size: int) -> str:
    passage = "（{0}）推进重点任务{0}。到2025年，存款余额达到{0}亿元以上。由市财政局牵头落实。"
    return _HEAD.replace("\n", " ") + "".join(passage.format(n) for n in range(size // 40))


STRESS: dict[str, tuple[Callable[[int], str], int]] = {
    "digits": (digits, 100_000),
    "names": (names, 50_000),
    "brackets": (brackets, 5_000),
    "one line": (one_line, 50_000),
}
"""Each with the smaller of its two sizes: characters, names, brackets, characters."""
