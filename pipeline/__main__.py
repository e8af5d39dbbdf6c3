"""`python -m pipeline` is `taizhang`."""

from __future__ import annotations

from pipeline.cli import main

main()
