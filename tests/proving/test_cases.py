"""What fails in the cases beside this file: `# fails` tells it on the line of what is expected."""

from collections import Counter
from pathlib import Path

import pytest

from engine.checks import sentence
from engine.definitions import Library, load_library, read_definition
from engine.proving import prove
from engine.proving.diagnosing import diagnose
from engine.services.proving import draw
from engine.source import Severity

HEAD = """\
procedure: essai
title: Essai
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
"""
CASES = (Path(__file__).parent / "cases.yaml").read_text("utf-8").split("\n---\n")


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(Path("tests/checks/library"))


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_finds_what_is_not_as_expected_and_nothing_else(case: str, library: Library) -> None:
    text = HEAD + ("" if "\nfor:" in f"\n{case}" else "for: anyone\n") + case
    definition = read_definition("essai.yaml", text.encode())
    assert (definition.diagnostics, definition.problems) == ((), ())
    assert definition.procedure is not None

    proved = prove(definition.procedure, library, draw)

    told = [one for one in diagnose(proved) if one.severity is Severity.ERROR]
    found = Counter(one.span.start.line for one in told)
    fails = [n for n, line in enumerate(text.split("\n"), 1) if line.endswith("# fails")]
    said = "\n".join(f"{one.span.start.line}: {sentence(one, 'en')}" for one in told)
    assert found == Counter(fails), said
