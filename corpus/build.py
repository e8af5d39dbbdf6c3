"""Write the example notices from corpus/src: `python -m corpus.build [--out FOLDER]`.

`notices/` gets one file a notice in the notice's own format, `variants/` the other formats of each notice
that has them, `manifest.toml` the list of them all. The same sources give the same bytes.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

from corpus.manifest import read_real, render_manifest
from corpus.notice_source import Notice, read_notice
from corpus.write_docx import write_docx
from corpus.write_ofd import write_ofd
from corpus.write_pdf import write_pdf
from corpus.write_text import write_html, write_text

ROOT = Path(__file__).parent
WRITERS: dict[str, Callable[[Notice], bytes]] = {
    "txt": write_text,
    "docx": write_docx,
    "pdf": write_pdf,
    "html": write_html,
    "ofd": write_ofd,
}


def iter_files() -> Iterator[tuple[Notice, str, bytes]]:
    """Each notice with the path below the output folder and the bytes of every file that it makes."""
    for source in sorted((ROOT / "src").glob("*.toml")):
        notice = read_notice(source)
        yield notice, f"notices/{notice.id}.{notice.format}", WRITERS[notice.format](notice)
        if notice.in_all_formats:
            for ending, write in WRITERS.items():
                yield notice, f"variants/{notice.id}.{ending}", write(notice)


def build(out: Path) -> list[Path]:
    """Write every file and the manifest; the paths in order of notice id."""
    files = list(iter_files())
    contents = {name: data for _, name, data in files}
    manifest = render_manifest(files, read_real(ROOT / "manifest.toml"))
    contents["manifest.toml"] = manifest.encode()
    for name, data in contents.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return [out / name for name in contents]


def main() -> None:
    """Parse the command line and build."""
    parser = argparse.ArgumentParser(description="Write the example notices.")
    parser.add_argument("--out", type=Path, default=ROOT, help="default: the folder of this script")
    for path in build(parser.parse_args().out):
        print(path)


if __name__ == "__main__":
    main()
