"""The pages of the manual that come from the code: one for each type, function and diagnostic."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from engine.actions import TYPES as ACTIONS
from engine.blocks import TYPES as BLOCKS
from engine.checks import RULES
from engine.cli import docs
from engine.cli.manual import HEAD, all_pages
from engine.cli.manual.words import first_sentence, prose
from engine.expressions import FUNCTIONS
from engine.fields import TYPES as FIELDS

PAGES = all_pages()
NAMES = [
    *(f"fields/{name}.md" for name in FIELDS),
    *(f"actions/{name}.md" for name in ACTIONS),
    *(f"blocks/{name}.md" for name in BLOCKS),
    *(f"functions/{name}.md" for name in FUNCTIONS),
]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_shows_an_example(name: str) -> None:
    assert "\n## Example\n" in PAGES[name] or "\n```yaml\n" in PAGES[name]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_example_of_a_function_is_worth_something(name: str) -> None:
    worth = PAGES[f"functions/{name}.md"].partition("```json\n")[2].partition("\n")[0]

    assert worth not in {"", "null"}


def test_each_diagnostic_has_a_page_and_most_show_what_is_said() -> None:
    pages = [PAGES[f"diagnostics/{rule.code}.md"] for rule in RULES]

    shown = [page for page in pages if "\nIt says:\n" in page]
    assert len(shown) > 0.7 * len(pages)


def test_code_of_a_docstring_stands_between_fences() -> None:
    text = "One (D201).\n\n    - field: a\n      type: text\n\nTwo."

    found = prose(text, "../")

    link = "[D201](../diagnostics/D201.md)"
    assert found == f"One ({link}).\n\n```yaml\n- field: a\n  type: text\n```\n\nTwo."


def test_an_index_says_the_first_sentence() -> None:
    assert first_sentence("A day, kept\nas ISO 8601: typed\n\nMore.") == "A day, kept as ISO 8601."


def test_a_page_that_nothing_makes_any_more_is_told_and_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(docs, "FOLDER", tmp_path)
    monkeypatch.setattr(docs, "all_pages", lambda: {"one.md": f"{HEAD}\n# One\n"})
    stale = tmp_path / "fields" / "two.md"
    stale.parent.mkdir()
    stale.write_text(HEAD + "\n# Two\n", encoding="utf-8")
    (tmp_path / "three.md").write_text("# By hand\n", encoding="utf-8")

    told = CliRunner().invoke(docs.command, ["--check"])
    CliRunner().invoke(docs.command, [])

    assert told.exit_code == 1
    assert "one.md, two.md" in told.output
    assert sorted(path.name for path in tmp_path.glob("**/*.md")) == ["one.md", "three.md"]
