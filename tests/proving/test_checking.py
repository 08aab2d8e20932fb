"""What is wrong with a definition once its tests are run, and what it accepts."""

import re
from collections import Counter
from pathlib import Path

import pytest

from engine.checks import check_definition, described
from engine.definitions import Library, load_library, read_definition
from engine.services.proving import check

CASES = sorted(Path("tests/checks/run").glob("D*.yaml"))
COMMENT = re.compile(r"#((?: D\d{3})+)\s*$")
ACCEPTED = """\
procedure: essai
title: Essai
for: anyone
actions: [{receipt: {}}]
steps: [{step: un, title: Un, fields: [{field: a, type: text, label: A}]}]
accepted: [{code: D503, reason: Rien n'est gardé}]
"""


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(Path("tests/checks/library"))


def told_by(text: str) -> Counter[tuple[int, str]]:
    return Counter(
        (number, code)
        for number, line in enumerate(text.split("\n"), 1)
        if (comment := COMMENT.search(line))
        for code in comment[1].split()
    )


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_finds_what_the_comments_tell_and_nothing_else(path: Path, library: Library) -> None:
    text = path.read_text("utf-8")
    definition = read_definition("essai.yaml", text.encode())

    found = check(definition, library)

    lines = Counter((one.span.start.line, one.code) for one in found)
    assert lines == told_by(text), "\n".join(described(one, text, "en") for one in found)
    assert path.stem in {code for _line, code in lines}


def test_a_warning_that_is_accepted_is_not_told(library: Library) -> None:
    definition = read_definition("essai.yaml", ACCEPTED.encode())
    without = read_definition("essai.yaml", ACCEPTED.partition("accepted:")[0].encode())

    found, before = check_definition(definition, library), check_definition(without, library)

    assert [one.code for one in before] == ["D503"]
    assert found == ()
