"""`taizhang show`: one notice as an outline with its facts, or by its keywords."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.options import db_option, example, format_option
from pipeline.commands.queries import opened
from pipeline.commands.rows import print_rows
from pipeline.export.labels import TYPES
from pipeline.export.places import place_phrase
from pipeline.terminal import print_line, visible

if TYPE_CHECKING:
    from pipeline.queries import NoticeRow, OutlineRow, SourceRow


@click.command(
    epilog=example("taizhang show 普惠金融行动计划", "taizhang show 8f54b859 --keywords")
)
@click.argument("notice")
@click.option(
    "--keywords", is_flag=True, help="Its keywords instead (by jieba, which takes a second)."
)
@db_option
@format_option("table", "json", "csv")
def show(*, notice: str, keywords: bool, db: Path, form: str) -> None:
    """One notice as an outline with its facts, and where its file has each of them.

    NOTICE is the beginning of an id, a document's number, or words of the title.
    """
    from pipeline import queries  # noqa: PLC0415 - help must load no queries

    with opened(db) as ledger:
        notice_id = queries.find_notice(ledger, notice)
        if keywords:
            from pipeline.keywords import notice_keywords  # noqa: PLC0415 - jieba takes a second

            words = [dataclasses.asdict(word) for word in notice_keywords(ledger, notice_id)]
            print_rows(words, form, {"word": "关键词", "weight": "权重"})
            return
        rows = queries.show(ledger, notice_id)
        (head,) = queries.notices_by_id(ledger, [notice_id])
        files = queries.sources(ledger, notice_id)
    if form == "table":
        _print_outline(head, files, rows)
    else:
        print_rows(
            [row._asdict() for row in rows],
            form,
            {name: name for name in queries.OutlineRow._fields},
        )


def _print_outline(head: NoticeRow, files: Sequence[SourceRow], rows: Sequence[OutlineRow]) -> None:
    facts = (head.doc_number, head.region, "、".join(head.issuers), head.issued_on)
    print_line(visible(head.title))
    print_line(visible("　".join(fact for fact in facts if fact)))
    for file in files:
        why = f"：{file.detected_by}" if file.detected_by else ""
        print_line(visible(f"{file.path}（{file.reader}{why}）"))
    print_line("")
    for row in rows:
        label = "" if row.kind == "section" else f"[{TYPES[row.kind]}] "
        place = place_phrase(row)
        shown = f"  〔{visible(place)}〕" if place else ""
        print_line(f"{'　' * (row.level - 1)}{label}{visible(row.text)}{shown}")
