"""`python -m pipeline.evaluation`: score the extraction against the gold and hold it to its floors."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from pipeline import extract_file
from pipeline.evaluation.figures import GRADES, Figure, KindFigures, figures_of
from pipeline.evaluation.gate import Measured, complaints, read_floors, updated, write_floors
from pipeline.evaluation.matching import Miss, NoticeScore
from pipeline.evaluation.sets import present_sets, score_set
from schemas.errors import TaizhangError

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ROOT / "tests" / "gold" / "floors.json"


def main(argv: Sequence[str] | None = None) -> int:
    """0: every figure is at its floor or above. 1: one is not, or the gold has changed. 2: wrong usage."""
    options = _parser().parse_args(argv)
    try:
        return _run(options)
    except TaizhangError as error:
        print(f"eval: {error}", file=sys.stderr)
        return error.exit_code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m pipeline.evaluation", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument(
        "--misses", type=int, default=0, metavar="N", help="list N errors of each set"
    )
    parser.add_argument("--update", action="store_true", help="pin the gold and raise the floors")
    parser.add_argument("--allow-regression", metavar="REASON", help="let --update lower a floor")
    return parser


def _run(options: argparse.Namespace) -> int:
    measured: dict[str, Measured] = {}
    for gold in present_sets(ROOT, required=bool(os.environ.get("CI"))):
        scores = score_set(gold, extract_file)
        measured[gold.name] = Measured(gold.sha256, figures_of(scores))
        if not options.json:
            _print_set(gold.name, scores, measured[gold.name].figures, options.misses)
    if options.json:
        print(json.dumps(_as_json(measured), ensure_ascii=False, indent=2))
    floors = read_floors(FLOORS)
    if options.update:
        write_floors(FLOORS, updated(floors, measured, reason=options.allow_regression))
        return 0
    problems = complaints(floors, measured)
    for problem in problems:
        print(f"eval: {problem}", file=sys.stderr)
    return 1 if problems else 0


def _print_set(
    name: str, scores: Sequence[NoticeScore], figures: dict[str, KindFigures], shown: int
) -> None:
    print(f"{name}: {len(scores)} notices; F1 with its 95% interval over notices")
    for kind, each in figures.items():
        wrong = ", ".join(f"{field} {n}" for field, n in each.count.wrong.most_common())
        print(f"  {kind:<10} gold {each.count.gold:>4}  out {each.count.out:>4}", end="")
        print("".join(f"  {grade} {_line(each.of(grade))}" for grade in GRADES), end="")
        print(f"  wrong: {wrong}" if wrong else "")
    misses = sorted((miss for score in scores for miss in score.misses), key=_rank)
    for miss in misses[:shown]:
        print(f"  {miss}")
    if shown and len(misses) > shown:
        print(f"  (+{len(misses) - shown} more)")


def _rank(miss: Miss) -> int:
    """Worst first."""
    return ("crashed", "missed", "invented", "wrong").index(miss.what)


def _line(figure: Figure) -> str:
    return (
        f"P {figure.precision:.4f} R {figure.recall:.4f} F1 {figure.f1:.4f}"
        f" [{figure.low:.2f}, {figure.high:.2f}] macro {figure.macro_f1:.4f}"
    )


def _as_json(measured: dict[str, Measured]) -> dict[str, dict[str, dict[str, object]]]:
    return {
        name: {kind: _kind_as_json(each) for kind, each in now.figures.items()}
        for name, now in measured.items()
    }


def _kind_as_json(each: KindFigures) -> dict[str, object]:
    figures: dict[str, object] = {grade: asdict(each.of(grade)) for grade in GRADES}
    return {"gold": each.count.gold, "out": each.count.out, **figures}


if __name__ == "__main__":
    sys.exit(main())
