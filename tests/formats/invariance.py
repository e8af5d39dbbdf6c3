"""Whether a notice says the same as .docx, .html and .pdf as it does as text: `python -m tests.formats.invariance`.

Every example notice, and every real text of ../shared that has gold, is written anew in each format and read back.
The facts are counted against the gold of the text where there is gold by hand, else against the facts of the text.
Offsets differ between formats: a claim is placed in the text by its quote, white space apart.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.build import ROOT as CORPUS
from corpus.notice_source import Block, read_notice
from corpus.write_text import text_of
from pipeline import stages
from pipeline.api import extract_text
from pipeline.evaluation.claims import AnyClaim, claims_of
from pipeline.evaluation.figures import figures_of
from pipeline.evaluation.matching import NoticeScore, score_notice
from pipeline.evaluation.packed import score_packed
from pipeline.evaluation.sets import GoldNotice, present_sets
from tests.formats.blocks import blocks_of_corpus, blocks_of_text
from tests.formats.page import write_page
from tests.formats.word import write_word

REPO = CORPUS.parent
BARS = {"docx": 0.99, "html": 0.99, "pdf": 0.98}
_LANDMARK = 8
_PDF_SECONDS = 300
_TEXTS = {".txt", ".md"}


@dataclass(frozen=True, slots=True)
class Case:
    """A notice: its text, its blocks, and what is to be found. `by_hand`: gold, not the program's own reading."""

    name: str
    text: str
    blocks: Sequence[Block]
    gold: Sequence[AnyClaim]
    packed: bool = False
    by_hand: bool = True


def cases() -> Iterator[Case]:
    """The example notices, then the real texts that have gold."""
    notices = {
        gold.name: gold for each in present_sets(REPO, required=False) for gold in each.notices
    }
    for source in sorted((CORPUS / "src").glob("*.toml")):
        notice = read_notice(source)
        text, gold = text_of(notice), notices.pop(notice.id, None)
        claims = gold.claims if gold else claims_of(extract_text(text))
        yield Case(notice.id, text, blocks_of_corpus(notice), claims, by_hand=gold is not None)
    for gold in notices.values():
        if gold.path.suffix in _TEXTS:
            yield _real(gold)


def _real(gold: GoldNotice) -> Case:
    outline = stages.segment(stages.read(gold.path))
    blocks = blocks_of_text(outline)
    return Case(gold.name, outline.source.text, blocks, gold.claims, packed=gold.packed)


class Places:
    """Where quotes stand in a text, by where they stand in another form of it; white space apart."""

    def __init__(self, text: str, variant: str) -> None:
        self._text, self._variant = _squeezed(text), _squeezed(variant)
        self._kept = [at for at, char in enumerate(text) if not char.isspace()]
        self._before = [at for at, char in enumerate(variant) if not char.isspace()]
        ours, theirs = _landmarks(self._text), _landmarks(self._variant)
        self._landmarks = sorted(
            (theirs[words], ours[words]) for words in ours.keys() & theirs.keys()
        )

    def place(self, claim: AnyClaim) -> AnyClaim:
        """The claim with its place in the text; one whose quote does not stand there keeps none."""
        wanted = _squeezed(claim.quote)
        near = self._expected(bisect_left(self._before, claim.start))
        found = [match.start() for match in re.finditer(re.escape(wanted), self._text)]
        if not wanted or not found:
            return claim.model_copy(update={"start": -1, "end": -1})
        at = min(found, key=lambda place: abs(place - near))
        end = self._kept[at + len(wanted) - 1] + 1
        return claim.model_copy(update={"start": self._kept[at], "end": end})

    def _expected(self, place: int) -> int:
        """Where the text has about what stands at a place of the other form."""
        index = bisect_right(self._landmarks, (place, len(self._text))) - 1
        theirs, ours = self._landmarks[index] if index >= 0 else (0, 0)
        return ours + place - theirs


def _landmarks(text: str) -> dict[str, int]:
    """Runs of characters that stand in one place alone."""
    counts = Counter(text[at : at + _LANDMARK] for at in range(len(text) - _LANDMARK + 1))
    return {words: text.index(words) for words, count in counts.items() if count == 1}


def _squeezed(text: str) -> str:
    return "".join(char for char in text if not char.isspace())


def score(case: Case, path: Path) -> NoticeScore:
    """The facts that a file of the notice gives, against those of its text."""
    source = stages.read(path)
    places = Places(case.text, source.text)
    claims = [places.place(claim) for claim in claims_of(stages.records_of(source))]
    count = score_packed if case.packed else score_notice
    return count(case.name, case.gold, claims)


def write(cases: Sequence[Case], folder: Path) -> dict[str, list[Path]]:
    """The files by ending, in the order of the cases; no .pdf where LibreOffice is not installed."""
    written = {ending: [folder / f"{case.name}.{ending}" for case in cases] for ending in BARS}
    for case, word, page in zip(cases, written["docx"], written["html"], strict=True):
        word.write_bytes(write_word(case.blocks))
        page.write_bytes(write_page(case.blocks))
    if not write_pdfs(written["docx"], folder):
        del written["pdf"]
    return written


def write_pdfs(words: Sequence[Path], folder: Path) -> bool:
    """Each Word file as a .pdf beside it; False where LibreOffice is not installed."""
    office = shutil.which("soffice")
    if office is None:
        return False
    with tempfile.TemporaryDirectory() as profile:
        command = (
            office,
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--convert-to",
            "pdf",
        )
        subprocess.run(
            (*command, "--outdir", str(folder), *map(str, words)),
            check=True,
            capture_output=True,
            timeout=_PDF_SECONDS,
        )
    return True


def main() -> int:
    """0: every format reaches its bar for every record type."""
    parser = argparse.ArgumentParser(description="Score the same notices in every format.")
    parser.add_argument("--only", default="", help="notices whose name holds this")
    parser.add_argument("--keep", type=Path, help="folder to leave the files in")
    parser.add_argument("--misses", action="store_true", help="print every fact missed or invented")
    options = parser.parse_args()
    chosen = [case for case in cases() if options.only in case.name]
    if not (REPO.parent / "shared" / "gold").is_dir():
        sys.stdout.write("real notices: skipped, ../shared is not beside the project\n")
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        written = write(chosen, folder)
        sound = [
            _report(ending, chosen, written.get(ending), misses=options.misses) for ending in BARS
        ]
    return 0 if all(sound) else 1


def _report(
    ending: str, chosen: Sequence[Case], paths: Sequence[Path] | None, *, misses: bool
) -> bool:
    if paths is None:
        sys.stdout.write(f"{ending}: skipped, LibreOffice (soffice) is not installed\n")
        return True
    scores = [score(case, path) for case, path in zip(chosen, paths, strict=True)]
    sound = True
    for kind, figures in figures_of(scores).items():
        found, count = figures.found, figures.count
        is_sound = found.f1 >= BARS[ending]
        sound &= is_sound
        sys.stdout.write(
            f"{ending:5}{kind:11}gold {count.gold:4} out {count.out:4}  found F1 {found.f1:.4f}"
            f"  strict F1 {figures.strict.f1:.4f}{'' if is_sound else '  BELOW THE BAR'}\n"
        )
    if misses:
        sys.stdout.writelines(f"  {ending} {miss}\n" for each in scores for miss in each.misses)
    return sound


if __name__ == "__main__":
    sys.exit(main())
