"""Tables inside plain text: a cell a line, with or without a tab before it; cells between tabs or wide blanks; pipes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

Piece = tuple[int, int]

_MARKDOWN_RULE = re.compile(r"[ |:\-]{2,}$")
_PROSE_CELL = 60
"""Cells of a table are shorter than this on average; indented paragraphs are longer."""
_HEADER_WORDS = re.compile("序号|指标|任务|单位|部门|时限|目标|内容|备注|名称|项目|属性|[0-9]{4}年")
_HEAD_LINE = re.compile(
    r"(?:序号|单位|类别|属性|性质|备注|.{0,6}(?:任务|事项|目标|内容|举措|措施|要求|单位|部门|时限|时间|节点|名称|指标|属性|性质|项目|责任人|分工)"
    r"|(?:19|20)[0-9]{2}年?.{0,6}|年均.{0,6}|.{1,4}值)(?:[（(].{1,8}[）)])?$"
)
_VALUE_HEAD = re.compile("(?:19|20)[0-9]{2}|值|年均|目标")
_VALUE_LINE = re.compile(r"[-—–/]{1,3}$|[><≥≤约超【〔\[]{0,2}[0-9][0-9.,%—\-]{0,12}.{0,6}$")
_NATURE_HEAD = re.compile("属性|性质")
_NATURE_LINE = re.compile("(?:预期|约束)性?(?:指标)?")
_SHORT_HEAD = 10
_SECTION_LABEL = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十0-9]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节]"
)
_CHAPTER = re.compile("第[一二三四五六七八九十]{1,3}[章节]|附件|附表")
_CAPTION = re.compile("专栏|附?表[0-9一二三四五六七八九十]")
_WIDE_BLANK = re.compile(r"[ \u3000\xa0]{2,}")
_BLANK = re.compile(r"[ \u3000\xa0]+")
_LABEL_LENGTH = 40
_LONGEST_ROW = 40
"""Lines in which the next row's number must follow."""
_FEWEST_HEADS = 3
_FEWEST_ROWS = 2
_FEWEST_PIPED = 4
"""Lines of one width that are a table whatever their words; a site's way back has fewer."""
_FEWEST_CELLS = 4
_FEWEST_WORDS = 2
_WIDEST = 20
_PATIENCE = 64
"""Lines after which a run of indented ones must look like a table."""


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table found in text; cell spans speak of the source. `is_box`: one column, so a framed text."""

    start: int
    end: int
    rows: tuple[tuple[Piece, ...], ...]
    aligned: bool
    is_box: bool = False

    def paragraphs(self, text: str) -> Iterator[Piece]:
        """The lines of a box."""
        for row in self.rows:
            for low, high in row:
                at = low
                for line in text[low:high].split("\n"):
                    if line.strip():
                        yield at, at + len(line)
                    at += len(line) + 1


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    text: str


def find_text_tables(text: str) -> list[TextTable]:
    """All tables of a plain text, in order, without overlap."""
    lines = list(_split(text))
    tables: list[TextTable] = []
    number = 0
    while number < len(lines):
        found = _table_at(lines, number, text) if lines[number].text.strip() else None
        if found is None:
            number += 1
        else:
            number, new = found
            tables.extend(new)
    return tables


def _table_at(lines: list[_Line], first: int, text: str) -> tuple[int, list[TextTable]] | None:
    """The table that begins with this line, and the line behind it."""
    line = lines[first].text
    if "\t" in line:
        return _tab_cells(lines, first, text) or _tab_rows(lines, first, text)
    if "|" in line:
        return _markdown(lines, first)
    if _HEAD_LINE.match(line.strip()):
        return _bare_cells(lines, first)
    if _WIDE_BLANK.search(line.strip()):
        return _blank_rows(lines, first)
    return _spaced_rows(lines, first) if " " in line.strip() else None


def _split(text: str) -> Iterator[_Line]:
    at = 0
    for line in text.split("\n"):
        yield _Line(at, at + len(line), line)
        at += len(line) + 1


def _is_cell(line: str) -> bool:
    return (
        line.lstrip(" \u3000\xa0").startswith("\t") and line.strip(" \u3000\xa0").count("\t") == 1
    )


def _starts_row(line: str) -> bool:
    """A blank before the tab marks a new row in some converters' output."""
    return not line.startswith("\t")


def _tab_cells(lines: list[_Line], first: int, text: str) -> tuple[int, list[TextTable]] | None:
    """One cell a line behind a tab; an empty line or a blank before the tab starts a row."""
    if not _is_cell(lines[first].text):
        return None
    rows: list[list[Piece]] = []
    number, fresh = first, True
    while number < len(lines):
        line = lines[number]
        if _is_cell(line.text):
            if fresh or _starts_row(line.text):
                rows.append([])
            at = line.start + line.text.index("\t") + 1
            rows[-1].append((at, line.end))
        elif line.text.strip() and (fresh or _CHAPTER.match(line.text.strip())):
            break
        elif line.text.strip():
            # A line without a tab goes on with the cell above it.
            low, _ = rows[-1][-1]
            rows[-1][-1] = (low, line.end)
        fresh = not line.text.strip() and not _is_cell(line.text)
        number += 1
        if number == first + _PATIENCE and not _looks_tabular(_split_boxes(rows, text), text):
            return None
    tables = _split_boxes(rows, text)
    if _looks_tabular(tables, text):
        return number, tables
    # A long run that is no table after all is not looked at again.
    return (number, []) if number - first > _PATIENCE else None


def _split_boxes(rows: list[list[Piece]], text: str) -> list[TextTable]:
    """Rows of one cell at the head are captions or boxes; what follows with more cells is the table.

    A caption between rows begins the next one.
    """
    tables: list[TextTable] = []
    body: list[list[Piece]] = []
    for row in rows:
        if len(row) == 1 and body and _CAPTION.match(text[slice(*row[0])].strip()):
            tables.append(_table(body))
            body = []
        if len(row) == 1 and not body:
            tables.append(_table([row], is_box=True))
        else:
            body.append(row)
    if body:
        tables.append(_table(body))
    return tables


def _table(rows: list[list[Piece]], *, is_box: bool = False, aligned: bool = False) -> TextTable:
    pieces = tuple(tuple(row) for row in rows)
    return TextTable(pieces[0][0][0], pieces[-1][-1][1], pieces, aligned, is_box)


def _looks_tabular(tables: list[TextTable], text: str) -> bool:
    grid = tables[-1]
    if grid.is_box:
        return "专栏" in text[tables[0].start : tables[0].end]
    cells = [piece for row in grid.rows for piece in row]
    if len(cells) < _FEWEST_CELLS:
        return False
    head = "".join(text[low:high] for low, high in grid.rows[0])
    if len(_HEADER_WORDS.findall(head)) >= _FEWEST_WORDS:
        return True
    return sum(high - low for low, high in cells) / len(cells) < _PROSE_CELL


def _tab_rows(lines: list[_Line], first: int, text: str) -> tuple[int, list[TextTable]] | None:
    """Rows of cells between tabs; a short line between two rows is a group's heading or the rest of a cell."""
    rows: list[list[Piece]] = []
    number = first
    while number < len(lines):
        line = lines[number]
        if "\t" in line.text.strip("\t \u3000"):
            _add_row(rows, _cells_between(line, "\t"), text)
        elif not rows or not _goes_on(lines, number):
            break
        elif line.text.strip():
            _add_tabless(rows, line)
        number += 1
    if sum(len(row) > 1 for row in rows) < _FEWEST_ROWS:
        return None
    widths = {len(row) for row in rows}
    return number, [_table(rows, aligned=len(widths) == 1)]


def _add_row(rows: list[list[Piece]], cells: list[Piece], text: str) -> None:
    """A row, unless it is the rest of a numbered one that a line break cuts: together they have the head's width."""
    if _is_rest(rows, cells, text):
        rows[-1][-1] = (rows[-1][-1][0], cells[0][1])
        rows[-1].extend(cells[1:])
    else:
        rows.append(cells)


def _is_rest(rows: list[list[Piece]], cells: list[Piece], text: str) -> bool:
    if len(rows) < _FEWEST_ROWS or not 1 < len(rows[-1]) < len(rows[0]):
        return False
    is_numbered = text[slice(*rows[-1][0])].strip().isdigit()
    is_new = text[slice(*cells[0])].strip().isdigit()
    return is_numbered and not is_new and len(rows[-1]) + len(cells) - 1 == len(rows[0])


def _goes_on(lines: list[_Line], number: int) -> bool:
    """Whether a line without a tab stands inside a table: the next filled one is a row, and no new head."""
    line = lines[number].text.strip()
    if len(line) > _LABEL_LENGTH or line.endswith("。"):
        return False
    below = number + 1
    if below < len(lines) and line and not lines[below].text.strip():
        below += 1
    if below >= len(lines) or "\t" not in lines[below].text.strip("\t \u3000"):
        return False
    return len(_HEADER_WORDS.findall(lines[below].text)) < _FEWEST_WORDS


def _add_tabless(rows: list[list[Piece]], line: _Line) -> None:
    is_short = 1 < len(rows[-1]) < len(rows[0]) and len(rows) > 1
    if is_short and not _SECTION_LABEL.match(line.text.strip()):
        rows[-1][-1] = (rows[-1][-1][0], line.end)
    else:
        rows.append([(line.start, line.end)])


def _blank_rows(lines: list[_Line], first: int) -> tuple[int, list[TextTable]] | None:
    """Rows of cells between wide blanks, below a head of at least three known words."""
    head = _blank_cells(lines[first])
    if len(head) < _FEWEST_HEADS or not all(_HEAD_LINE.match(text) for _, text in head):
        return None
    rows = [[piece for piece, _ in head]]
    number = first + 1
    while number < len(lines):
        cells = _blank_cells(lines[number])
        if lines[number].text.strip() and len(cells) < _FEWEST_ROWS:
            break
        if cells:
            rows.append([piece for piece, _ in cells])
        number += 1
    if len(rows) < _FEWEST_ROWS:
        return None
    return number, [_table(rows, aligned=len({len(row) for row in rows}) == 1)]


def _spaced_rows(lines: list[_Line], first: int) -> tuple[int, list[TextTable]] | None:
    """Rows of cells between single blanks: as many in each as the head of known words has."""
    head = _blank_cells(lines[first], _BLANK)
    if len(head) <= _FEWEST_HEADS or not all(_HEAD_LINE.match(text) for _, text in head):
        return None
    rows = [[piece for piece, _ in head]]
    number = first + 1
    while number < len(lines) and (cells := _blank_cells(lines[number], _BLANK)):
        if len(cells) != len(head):
            break
        rows.append([piece for piece, _ in cells])
        number += 1
    return (number, [_table(rows, aligned=True)]) if len(rows) > _FEWEST_ROWS else None


def _blank_cells(line: _Line, blank: re.Pattern[str] = _WIDE_BLANK) -> list[tuple[Piece, str]]:
    cells: list[tuple[Piece, str]] = []
    at = 0
    for gap in [*blank.finditer(line.text), None]:
        stop = gap.start() if gap else len(line.text)
        if line.text[at:stop].strip():
            cells.append(((line.start + at, line.start + stop), line.text[at:stop].strip()))
        at = gap.end() if gap else stop
    return cells


def _bare_cells(lines: list[_Line], first: int) -> tuple[int, list[TextTable]] | None:
    """One cell a line without any mark: known from a run of heads, then from numbers or values in their places."""
    head: list[int] = []
    at = first
    while at < len(lines) and len(head) < _WIDEST:
        text = lines[at].text.strip()
        if text and (_SECTION_LABEL.match(text) or not _may_be_head(lines, head, text)):
            break
        if text:
            head.append(at)
        at += 1
    heads = [lines[number].text.strip() for number in head]
    if at >= len(lines) or not (len(head) >= _FEWEST_HEADS or _is_pair(heads)):
        return None
    if heads[0] == "序号":
        rows = _numbered(lines, at)
    else:
        rows = _pairs(lines, at) if _is_pair(heads) else _chunks(lines, at, heads)
        if _NATURE_HEAD.search(heads[-1]):
            rows = max(rows, _ended(lines, at, len(heads)), key=len)
    if len(rows) < _FEWEST_ROWS:
        return None
    table = [_pieces(lines, head), *(_pieces(lines, row) for row in rows)]
    return rows[-1][-1] + 1, [_table(table)]


def _may_be_head(lines: list[_Line], head: list[int], text: str) -> bool:
    """A known head, or a short one between 序号 and the first row."""
    below_index = bool(head) and lines[head[0]].text.strip() == "序号"
    is_short = below_index and len(text) <= _SHORT_HEAD and not text[-1].isdigit()
    return _HEAD_LINE.match(text) is not None or (is_short and text[-1] not in "。；：")


def _pieces(lines: list[_Line], numbers: list[int]) -> list[Piece]:
    return [(lines[number].start, lines[number].end) for number in numbers]


def _numbered(lines: list[_Line], at: int) -> list[list[int]]:
    """Rows that begin with 1, 2, 3 …, and the headings of groups between them; the last is as long as most."""
    rows: list[list[int]] = []
    number = 1
    for line in range(at, len(lines)):
        text = lines[line].text.strip()
        if text == str(number):
            rows.append([line])
            number += 1
        elif text and _SECTION_LABEL.match(text) and _next_filled(lines, line + 1) == str(number):
            rows.append([line])
        elif text and (not rows or len(rows[-1]) > _LONGEST_ROW):
            break
        elif text:
            rows[-1].append(line)
    if rows:
        _end_last(rows, lines)
    return rows if number > _FEWEST_ROWS else []


def _end_last(rows: list[list[int]], lines: list[_Line]) -> None:
    """Nothing marks the end of the last row: it has no more cells than most, and no section begins in it."""
    lengths = sorted(len(_openings(row, lines)) for row in rows[:-1] if len(row) > 1)
    last = rows[-1]
    usual = lengths[(len(lengths) - 1) // 2] if lengths else 1
    openings = _openings(last, lines)
    stop = openings[usual] if usual < len(openings) else len(last)
    labelled = (
        at for at, line in enumerate(last) if _SECTION_LABEL.match(lines[line].text.strip())
    )
    del last[max(1, min(stop, next(labelled, stop))) :]


def _openings(row: list[int], lines: list[_Line]) -> list[int]:
    """Places in the row at which a cell begins: not behind a line that a 、 leaves open."""
    return [
        at
        for at, _ in enumerate(row)
        if not at or not lines[row[at - 1]].text.rstrip().endswith(("、", "，"))
    ]


def _next_filled(lines: list[_Line], at: int) -> str:
    while at < len(lines) and not lines[at].text.strip():
        at += 1
    return lines[at].text.strip() if at < len(lines) else ""


def _is_pair(heads: list[str]) -> bool:
    """指标 over 2027年目标值: of the rows below, a number opens each name."""
    return len(heads) == 2 and "指标" in heads[0] and _VALUE_HEAD.search(heads[1]) is not None


def _pairs(lines: list[_Line], at: int) -> list[list[int]]:
    """Names that begin with 1., 2., 3. …, and the value below each."""
    rows: list[list[int]] = []
    for line in range(at, len(lines)):
        text = lines[line].text.strip()
        if re.match(rf"{len(rows) + 1}[.．、](?![0-9])", text):
            rows.append([line])
        elif text and (not rows or len(rows[-1]) > 1):
            break
        elif text:
            rows[-1].append(line)
    return [row for row in rows if len(row) == 2]


def _chunks(lines: list[_Line], at: int, heads: list[str]) -> list[list[int]]:
    """Rows of as many lines as there are heads, while the lines below value heads look like values."""
    expected = [col for col, head in enumerate(heads) if _VALUE_HEAD.search(head)]
    rows: list[list[int]] = []
    current: list[int] = []
    while expected and at < len(lines):
        text = lines[at].text.strip()
        if text and len(current) in expected and not _VALUE_LINE.match(text):
            break
        if text:
            current.append(at)
        if len(current) == len(heads):
            rows.append(current)
            current = []
        at += 1
    return rows


def _ended(lines: list[_Line], at: int, width: int) -> list[list[int]]:
    """Rows that 预期性 or 约束性 ends; cells that reached down from above are left out below, groups have a line."""
    rows: list[list[int]] = []
    current: list[int] = []
    for number in range(at, len(lines)):
        text = lines[number].text.strip()
        if len(current) > width:
            break
        if text:
            current.append(number)
        if _NATURE_LINE.fullmatch(text):
            rows += [current[:1], current[1:]] if len(current) > width else [current]
            current = []
    return rows


def _cells_between(line: _Line, mark: str) -> list[Piece]:
    cells: list[Piece] = []
    at = line.start
    for part in line.text.split(mark):
        cells.append((at, at + len(part)))
        at += len(part) + len(mark)
    return cells


def _markdown(lines: list[_Line], first: int) -> tuple[int, list[TextTable]] | None:
    """Rows between pipes with a rule of dashes below the first."""
    if "|" not in lines[first].text or first + 1 >= len(lines):
        return None
    if "|" not in lines[first + 1].text or not _MARKDOWN_RULE.match(lines[first + 1].text):
        return _piped_rows(lines, first)
    number = first
    rows: list[list[Piece]] = []
    while number < len(lines) and "|" in lines[number].text:
        if number != first + 1:
            rows.append(_piped(lines[number]))
        number += 1
    pieces = tuple(tuple(row) for row in rows if row)
    if not pieces:
        return None
    return number, [TextTable(lines[first].start, lines[number - 1].end, pieces, aligned=True)]


def _piped_rows(lines: list[_Line], first: int) -> tuple[int, list[TextTable]] | None:
    """Rows between pipes without a rule of dashes: below a head of known words, or many of one width.

    Some converters leave out a cell that reaches down from above, and fill its row up at the end.
    """
    head = _piped(lines[first])
    texts = [_words(lines[first], piece) for piece in head]
    is_known = len(head) >= _FEWEST_HEADS and all(map(_HEAD_LINE.match, texts))
    opens = lines[first].text.lstrip().startswith("|")
    rows, is_whole = [head], True
    for line in lines[first + 1 :]:
        row = _piped(line)
        cut = row if opens else _without_tail(line, row)
        if not cut or "|" not in line.text or len(cut) > len(head):
            break
        if not is_known and len(row) != len(head):
            break
        rows.append(cut)
        is_whole = is_whole and len(cut) == len(head)
    if len(head) < _FEWEST_ROWS or len(rows) < (_FEWEST_ROWS if is_known else _FEWEST_PIPED):
        return None
    return first + len(rows), [_table(rows, aligned=is_whole)]


def _words(line: _Line, piece: Piece) -> str:
    return line.text[piece[0] - line.start : piece[1] - line.start].strip()


def _without_tail(line: _Line, row: list[Piece]) -> list[Piece]:
    filled = [at for at, piece in enumerate(row) if _words(line, piece)]
    return row[: filled[-1] + 1] if filled else row[:1]


def _piped(line: _Line) -> list[Piece]:
    cells = _cells_between(line, "|")
    if line.text.lstrip().startswith("|"):
        cells = cells[1:]
    if line.text.rstrip().endswith("|"):
        cells = cells[:-1]
    return cells
