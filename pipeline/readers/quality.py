"""Whether a text can be a notice at all; asked before any fact is looked for."""

from __future__ import annotations

import re

from schemas.errors import EmptyInputError, NotANoticeError, NoTextError, UnreadableTextError

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_UNREADABLE = re.compile("[\ue000-\uf8ff\ufffd]")
_UNMAPPED = re.compile(r"\(cid:[0-9]{1,6}\)")
_ERROR_PAGE = re.compile(
    r"(?:页面|网页|网站|文章|信息)[^。]{0,12}(?:不存在|找不到|已删除|无法访问|走丢|飞走)"
    r"|(?:请|正在)[^。]{0,8}(?:安全验证|人机验证|完成验证)|访问(?:过于频繁|验证|被拒绝|被阻断|受限)"
    r"|(?:请求|访问)[^。]{0,16}(?:拦截|阻断|防火墙)|(?:启用|开启|打开)\s{0,2}(?:JavaScript|Cookie)"
    r"|(?:拖动|滑动)[^。]{0,6}滑块|完成[^。]{0,6}(?:拼图|验证)[^。]{0,6}(?:继续|后)|(?:系统|服务器)(?:繁忙|内部错误)"
    r"|您即将离开[^。]{0,30}(?:网站|平台)|(?:如未|若未|如果没有)自动跳转|请(?:先)?登录后(?:查看|访问|继续)"
    r"|(?:网站|系统|页面)[^。]{0,4}正在[^。]{0,6}维护[^。]{0,12}(?:暂停|请稍后|无法)"
    r"|404 Not Found|403 Forbidden|Access Denied|50[0-4] (?:Bad Gateway|Service|Internal)",
    re.IGNORECASE,
)
_MIN_HAN = 4
_ERROR_PAGE_HAN = 300
_HEAD = 2000
_UNREADABLE_SHARE = 0.1


def count_han(text: str) -> int:
    return sum(map(len, _HAN.findall(text)))


def require_text(text: str, *, is_plain: bool) -> None:
    """Raises EmptyInputError where a plain text has nothing but blanks, NoTextError where a container holds none."""
    if text.strip("\ufeff\u200b\u3000 \t\r\n\f\v\0"):
        return
    if is_plain:
        raise EmptyInputError("文件中只有空白，没有任何文字；请检查下载是否完整")
    raise NoTextError("文件完好，但其中没有任何文字（可能只有图片）；请换用文字版")


def require_notice(text: str) -> None:
    """Raises NotANoticeError where the text holds hardly any Chinese, or is a site's error page."""
    if count_han(text[:_HEAD]) >= _ERROR_PAGE_HAN:
        return
    han = count_han(text)
    if han < _MIN_HAN:
        raise NotANoticeError("几乎没有中文，不是通知；请检查文件是否下载正确")
    if han < _ERROR_PAGE_HAN and _ERROR_PAGE.search(text):
        raise NotANoticeError(
            "这是网站的报错或验证页面，不是通知；请在浏览器中打开原网页后重新保存"
        )


def require_readable(text: str) -> None:
    """Raises UnreadableTextError where glyphs have no characters behind them."""
    bad = len(_UNREADABLE.findall(text)) + len(_UNMAPPED.findall(text))
    if bad > _MIN_HAN and bad > _UNREADABLE_SHARE * max(count_han(text), 1):
        raise UnreadableTextError(
            "文字层是乱码（字体没有对应的字符）；请换用原文件，或先做文字识别（OCR）"
        )


def has_printed(text: str, phrase: str) -> bool:
    """Whether a title that the container claims is really printed near the head of the text."""
    return len(phrase) > _MIN_HAN and "".join(phrase.split()) in "".join(text[:5000].split())
