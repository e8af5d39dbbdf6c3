"""`taizhang extract`: the facts of one file, without a ledger."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.options import (
    example,
    format_option,
    ocr_option,
    ocr_progress,
    timeout_option,
)
from pipeline.terminal import Column, print_error, print_line, print_table

if TYPE_CHECKING:
    from pipeline.children import Fault, Read


@click.command(epilog=example("taizhang extract 通知.docx --format html > 通知.html"))
@click.argument("file", type=click.Path(readable=False, path_type=Path))
@format_option("table", "jsonl", "html")
@click.option(
    "--diagnostics",
    is_flag=True,
    help="In jsonl, also the doubtful readings, and the numbers and names in no record.",
)
@timeout_option
@ocr_option
@click.pass_context
def extract(
    ctx: click.Context, file: Path, form: str, timeout: float, *, diagnostics: bool, ocr: bool
) -> None:
    """Print the facts of one FILE; no ledger is needed.

    jsonl: one JSON object a line, the document first. html: one page that needs nothing else, the notice with its
    facts marked and listed.
    """
    from pipeline.children import Read, read_one  # noqa: PLC0415 - help must not load the records

    result = read_one(file, time_limit=timeout, ocr=ocr_progress(wanted=ocr))
    if not isinstance(result, Read):
        ctx.exit(report_fault(result, debug=bool(ctx.find_root().params.get("debug"))))
    if form == "jsonl":
        _print_jsonl(result, diagnostics=diagnostics)
    elif form == "html":
        _print_html(result)
    else:
        _print_table(result)


def report_fault(fault: Fault, *, debug: bool) -> int:
    """The file, the class of fault and what to do, on one line of stderr; the exit code."""
    print_error(str(fault.path), fault.fault, fault.message)
    if debug:
        sys.stderr.write(fault.detail)
    return fault.error().exit_code


def _print_jsonl(read: Read, *, diagnostics: bool) -> None:
    from pipeline.export.jsonl import jsonl_lines  # noqa: PLC0415

    for line in jsonl_lines(read.records, read.source.places, diagnostics=diagnostics):
        print_line(line)


def _print_html(read: Read) -> None:
    from pipeline.export.html import html_page  # noqa: PLC0415
    from pipeline.stages import segment  # noqa: PLC0415

    print_line(html_page(segment(read.source), read.records))


def _print_table(read: Read) -> None:
    from pipeline.export.labels import TYPES  # noqa: PLC0415
    from pipeline.export.phrases import details, headline, kind_of  # noqa: PLC0415

    rows = [
        (
            TYPES[kind_of(record)],
            " ".join(record.section),
            headline(record),
            "；".join(details(record)),
        )
        for record in (*read.records.facts(), *read.records.diagnostics)
    ]
    heads = (Column("类型", cells=8), Column("位置", 2), Column("内容", 5), Column("说明", 5))
    print_table(heads, rows)
