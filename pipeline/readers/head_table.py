"""The head that a portal prints beside a notice: 索引号, 发文字号, 成文日期 and so on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

_KEYS = {
    **dict.fromkeys(("标题", "名称", "信息名称", "文件名称", "公文名称"), "title"),
    **dict.fromkeys(("发文字号", "文号", "公文文号", "发布文号", "文件编号"), "doc_number"),
    **dict.fromkeys(("成文日期", "成文时间", "成文日"), "issued_on"),
    **dict.fromkeys(("发布日期", "发布时间", "公开日期", "公布日期"), "published_on"),
    **dict.fromkeys(
        ("发文机关", "发文单位", "发布机构", "制发机关", "发布机关", "发布单位"), "issuers"
    ),
}
_OTHER_KEYS = frozenset(
    # A list would take a line a word.
    """
    索引号 主题分类 分类 主题词 体裁分类 组配分类 体裁 有效性 时效 时效性 有效状态 公开方式 公开形式 公开范围 关键词
    内容概述 生成日期 生效日期 废止日期 服务对象 效力状态 信息来源 来源 主题 公开责任部门 所属主题 文件状态
    """.split()  # noqa: SIM905
)
_NEXT_KEY = re.compile(
    r"\s(?=(?:"
    + "|".join(r"\s?".join(key) for key in sorted({*_KEYS, *_OTHER_KEYS}))
    + r")\s?[：:])"
)
_DATE = re.compile(r"([12][0-9]{3})\s?[年./-]\s?([0-9]{1,2})\s?[月./-]\s?([0-9]{1,2})")
_DOC_NUMBER = re.compile(
    r"[^\s，。；]{1,20}[〔\[［（(][12][0-9]{3}[〕\]］）)][^\s，。；]{0,4}[0-9]{1,5}号"
)
_MAX_KEY = 10
_MAX_ISSUERS = 60
_MIN_TITLE = 6
_MAX_TITLE = 200
_MIN_KEYS = 3


def _key_of(text: str) -> str | None:
    key = "".join(text.split()).strip("【】[]").rstrip("：:")
    return key if len(key) <= _MAX_KEY and (key in _KEYS or key in _OTHER_KEYS) else None


def split_pairs(text: str) -> list[str]:
    """Keys with their values, where a line holds several of them."""
    return _NEXT_KEY.split(text)


def is_head(texts: Iterable[str]) -> bool:
    """Whether the cells of a table are the keys and values of a portal's head."""
    keys = {_key_of(text.partition("：")[0]) for text in texts if len(text) <= _MAX_TITLE}
    return len(keys - {None}) >= _MIN_KEYS


def parse_head(texts: Sequence[str]) -> dict[str, str]:
    """Values under the keys of Source.metadata; dates in ISO form, and what is no value of its key left out.

    `texts` are cells or runs in reading order: a key with its value behind a colon, or in the text that follows.
    """
    found: dict[str, str] = {}
    for number, text in enumerate(texts):
        before, _, after = text.replace(":", "：", 1).partition("：")
        key = _KEYS.get(_key_of(before) or "")
        if key is None or key in found:
            continue
        following = texts[number + 1] if number + 1 < len(texts) else ""
        value = after.strip() or ("" if _key_of(following.partition("：")[0]) else following)
        parsed = _parse_value(key, " ".join(value.split()))
        if parsed:
            found[key] = parsed
    return found


def _parse_value(key: str, text: str) -> str | None:
    if key in {"issued_on", "published_on"}:
        return parse_date(text)
    if key == "doc_number":
        printed = _DOC_NUMBER.search(text)
        return printed[0] if printed else None
    if key == "title":
        return text if _MIN_TITLE <= len(text) <= _MAX_TITLE else None
    return text if 0 < len(text) <= _MAX_ISSUERS else None


def parse_date(text: str) -> str | None:
    """The first real calendar date in a text, in ISO form."""
    printed = _DATE.search(text)
    try:
        return date(*map(int, printed.groups())).isoformat() if printed else None
    except ValueError:
        return None
