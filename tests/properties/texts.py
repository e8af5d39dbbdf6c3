"""Texts that nobody wrote: the pieces of notices in any order."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import chain
from random import Random

from hypothesis import strategies as st

from schemas.source import Block, Cell, Source, Table

PIECES: dict[str, tuple[str, ...]] = {
    "digits": (*"0123456789", "１２", "1,200", "12.5", "2025", "0", "99999999999999999", "1e5", "−3"),
    "numerals": (*"〇零一二两三十百千万亿半", "贰拾", "百分之八", "三分之一", "翻一番", "七成", "零分之一"),
    "units": (*"元家户人年天倍项%％‰", "亿元", "万元", "个百分点", "万人次", "元/人", "余", "多"),
    "bounds": ("不低于", "超过", "以上", "以内", "左右", "约", "从", "到", "至", "分别", "其中", "累计", "每年", "年均"),
    "brackets": (*"（）()〔〕【】[]《》“”\"'{}「」", "（含）", "［", "］"),
    "dashes": (*"-—–~～－―", "——", "…", "……"),
    "marks": (*"，。；：、！？,.;:!?·/*#+=|", "**", "\\"),
    "blanks": (" ", "  ", "\t", "\n", "\n\n", "\r\n", "\r", "\u3000", "\u00a0", "\v", "\f", "\x85", "\u2028", "\x1c"),
    "unseen": ("\u200b", "\ufeff", "\u00ad", "\u202e", "\ufe0f", "\ue5e5", "\uf06c", "[bookmark:_Toc1]"),
    "han": (*"的一市县区省局委办厅和等支持发展金融推进重点任务", "𠮷", "㐀"),
    "other": ("A", "z", "IoT", "é", "ß", "İ", "ǅ", "٣", "²", "Ⅳ", "①", "㈠", "⑴", "🙂", "\U0010ffff", "\x00"),
    "labels": ("一、", "（一）", "1.", "1.1", "（1）", "①", "第一章", "第二条", "一是", "专栏1", "附件1", "附件", "表1", "目录", "注：", "十、", "第", "条"),
    "agencies": ("市财政局", "县发展改革委", "各区县人民政府", "人行青禾支行", "有关部门", "县（市、区）", "市数据局、", "局面"),
    "duties": ("（牵头单位：", "配合单位：", "责任单位：", "牵头", "负责", "配合", "完成时限：", "按职责分工负责", "会同", "要", "由", "列第一位者为牵头单位，下同"),
    "dates": ("2025年", "2025年末", "2025年6月底前", "2025年2月30日", "2025年13月", "6月底前", "年底前", "“十四五”末", "0000年", "二〇二五年三月五日", "2021-2025年", "截至", "自印发之日起施行", "持续推进", "年", "月", "日"),
    "head": ("云江市人民政府", "关于印发", "云江市发展规划", "的通知", "云政发〔2025〕1号", "发文字号：", "索引号", "各区县人民政府：", "成文日期", "（2023—2025年）"),
    "tables": ("序号", "指标", "单位", "任务", "牵头单位", "2025年目标", "\t", "| ", " |", "|---|---|", "—", "    ", "\n1\n", "\n2\n", ">38", "【21】", "不低于全市平均水平"),
}  # fmt: skip
ALL_PIECES = tuple(chain.from_iterable(PIECES.values()))

_LINES = (
    "云江市人民政府关于印发云江市发展规划的通知\n",
    "一、总体目标\n",
    "（一）发展绿色金融。推广绿色信贷。（牵头单位：市财政局，配合单位：市数据局）\n",
    "到2025年末，存款余额达到90亿元以上，年均增长8%—10%。\n",
    "附件1\n",
    "2025年3月5日\n",
    "序号\t任务\t牵头单位\n1\t支持小微\t市财政局\n2\t建设平台\t市数据局\n",
    "| 指标 | 单位 | 2025年目标 |\n|---|---|---|\n| 存款余额 | 亿元 | 90 |\n",
)
_MOST_PIECES = 60


def source_of(
    text: str, *, blocks: tuple[Block, ...] = (), tables: tuple[Table, ...] = ()
) -> Source:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Source(text, "notice", "text/plain", digest, blocks, tables)


def texts() -> st.SearchStrategy[str]:
    """Pieces and now and then a sound line, in any order."""
    piece = st.sampled_from((*ALL_PIECES, *_LINES)) | st.characters(exclude_categories=["Cs"])
    return st.lists(piece, max_size=_MOST_PIECES).map("".join)


def random_text(random: Random, most: int = _MOST_PIECES) -> str:
    """As texts(), far faster."""
    lines = _LINES if random.random() < 0.5 else ()
    pieces = (*_favoured(random), *ALL_PIECES, *lines)
    return "".join(random.choices(pieces, k=random.randint(1, most)))


def _favoured(random: Random) -> tuple[str, ...]:
    """Two kinds of pieces many times over, so that they meet."""
    kinds = random.sample(list(PIECES.values()), 2)
    return tuple(chain.from_iterable(kinds)) * 6


def marked_sources() -> st.SearchStrategy[Source]:
    """Sources whose files name their paragraphs and tables, as .docx and .html do."""
    paragraph = st.tuples(st.just(0), st.lists(texts(), min_size=1, max_size=1))
    table = st.tuples(st.integers(1, 4), st.lists(texts(), min_size=1, max_size=12))
    return st.lists(paragraph | table, min_size=1, max_size=6).map(_marked)


def random_source(random: Random, most: int = _MOST_PIECES) -> Source:
    """As marked_sources(), far faster."""
    parts: list[tuple[int, list[str]]] = []
    for _ in range(random.randint(1, 4)):
        columns = random.choice((0, 0, 2, 3, 4))
        count = random.randint(2, 12) if columns else 1
        short = most if not columns else 4
        parts.append((columns, [random_text(random, short) for _ in range(count)]))
    return _marked(parts)


def _marked(parts: Sequence[tuple[int, list[str]]]) -> Source:
    """Paragraphs (no columns) and tables one after the other."""
    text = ""
    blocks: list[Block] = []
    tables: list[Table] = []
    for columns, words in parts:
        start = len(text)
        if not columns:
            text += words[0]
            level = len(text) % 4 or None
            blocks.append(Block(start, len(text), heading_level=level))
        else:
            cells, text = _cells(text, words, columns)
            tables.append(Table(start, len(text), cells))
        text += "\n"
    return source_of(text, blocks=tuple(blocks), tables=tuple(tables))


def _cells(text: str, words: list[str], columns: int) -> tuple[tuple[Cell, ...], str]:
    cells: list[Cell] = []
    for number, word in enumerate(words):
        cells.append(Cell(*divmod(number, columns), len(text), len(text) + len(word)))
        text += word + "\t"
    return tuple(cells), text
