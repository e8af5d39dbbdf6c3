"""`python -m pipeline.docs [--check]`: write the generated pages, or say which are out of date."""

from __future__ import annotations

import argparse
import difflib
import sys
from pathlib import Path

from pipeline.docs.pages import stale_pages

_DIFF_LINES = 30


def main() -> int:
    """Exit code 1 where --check finds a page that is not what the code says."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.docs", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing")
    parser.add_argument("--root", type=Path, default=Path(), help="the project (default: here)")
    options = parser.parse_args()
    stale = stale_pages(options.root)
    for path, text in stale:
        if options.check:
            print(f"out of date: {path} (make docs)")
            print(_difference(path, text))
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            print(f"written: {path}")
    return 1 if options.check and stale else 0


def _difference(path: Path, text: str) -> str:
    old = path.read_text("utf-8").splitlines() if path.is_file() else []
    lines = difflib.unified_diff(old, text.splitlines(), "now", "should be", lineterm="", n=1)
    return "\n".join(list(lines)[:_DIFF_LINES])


sys.exit(main())
