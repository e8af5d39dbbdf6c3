from __future__ import annotations

from pathlib import Path

import pytest

from extractors.engine import Row, load_table
from schemas.errors import RuleError


class WordsRow(Row):
    words: tuple[str, ...]


def test_a_word_that_stands_twice_in_a_list_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "doubled_words"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "words.toml").write_text(
        '[[row]]\nwords = ["渠道", "堤防", "渠道"]\nexample = "疏浚渠道。"\n', "utf-8"
    )
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(RuleError, match="twice: 渠道"):
        load_table("doubled_words", "words.toml", "row", WordsRow)
