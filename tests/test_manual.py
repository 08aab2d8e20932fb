"""What the documents say is true: definitions are right, links lead somewhere."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent, indent

import pytest

from engine.checks import RULES, check_definition, sentence
from engine.definitions import (
    Definition,
    Library,
    Procedure,
    Profile,
    Site,
    load_library,
    read_definition,
    read_record,
)
from engine.definitions.fragments import read_fragment
from engine.expressions import FUNCTIONS
from engine.fields import TYPES
from engine.source import Diagnostic
from engine.source.spec import keys_of
from engine.tables import load_table

ROOT = Path(__file__).parent.parent
AUTHORS = ROOT / "docs" / "authors"
# The tutorial is followed, file by file, by tests/manual/test_tutorial.py.
FOLLOWED = {AUTHORS / "tutorial.md"}
COMING_FROM = {*(AUTHORS / "coming-from").glob("*.md")}
PAGES = (ROOT / "README.md", *sorted({*AUTHORS.glob("*.md"), *COMING_FROM} - FOLLOWED))
SKIPPED = {"forms", ".venv", ".cache", ".git", "node_modules", "var"}
BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
REFUSED = re.compile(r"^\| `([^`]+)` \| (D\d{3}) \|", re.MULTILINE)
FIRST_KEY = re.compile(r"(?:- )?\{?([\w-]+):")

HEAD = """procedure: essai
title: Essai
for: anyone
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
"""
STEPS = """steps:
  - step: essai
    title: Essai
"""
FIELD = """      - field: essai
        type: choice
        label: Essai
"""


@dataclass(frozen=True)
class Block:
    """A piece of text between fences: in which language, and where it stands."""

    path: Path
    line: int
    language: str
    text: str

    @property
    def name(self) -> str:
        """How a test calls it."""
        return f"{self.path.relative_to(ROOT)}:{self.line}"

    @property
    def first(self) -> str:
        """The key that it begins with."""
        found = FIRST_KEY.match(self.text)
        return found[1] if found else ""


def blocks(path: Path) -> Iterator[Block]:
    """The pieces of a page, in order."""
    text = path.read_text(encoding="utf-8")
    for found in BLOCK.finditer(text):
        line = text.count("\n", 0, found.start()) + 2
        yield Block(path, line, found[2], dedent(found[3]))


WRITTEN = [block for page in PAGES for block in blocks(page)]
YAML = [block for block in WRITTEN if block.language == "yaml"]
PROCEDURES = [block for block in YAML if block.first == "procedure"]
TABLES = [block for block in YAML if block.first == "table"]
SHARED = [block for block in YAML if block.first == "fragment"]
FRAGMENTS = [block for block in YAML if block not in [*PROCEDURES, *TABLES, *SHARED]]


def documents() -> list[Path]:
    """All the documents of the repository."""
    found = [ROOT, *(one for one in ROOT.iterdir() if one.is_dir() and one.name not in SKIPPED)]
    return sorted(
        path for one in found for path in (one.glob("*.md") if one == ROOT else one.rglob("*.md"))
    )


@cache
def shipped() -> Library:
    """The library of the repository, without its procedures: those of the manual stand alone."""
    return replace(load_library(ROOT / "forms"), definitions={})


@cache
def beside(page: Path) -> Library:
    """The shipped library, with the tables that a page shows."""
    tables = dict(shipped().tables)
    with TemporaryDirectory() as folder:
        for block in (one for one in TABLES if one.path == page):
            table, _ = load_table(*table_files(block, Path(folder)))
            if table is not None:
                tables[table.name] = table
    return replace(shipped(), tables=tables)


def table_files(block: Block, folder: Path) -> tuple[Path, Path]:
    """The files of a table that a page shows: its rows stand before what its columns are."""
    csv = [one for one in blocks(block.path) if one.language == "csv" and one.line < block.line]
    name = block.text.partition("\n")[0].removeprefix("table: ")
    (folder / f"{name}.csv").write_text(csv[-1].text, encoding="utf-8")
    (folder / f"{name}.yaml").write_text(block.text, encoding="utf-8")
    return folder / f"{name}.csv", folder / f"{name}.yaml"


def told(definition: Definition, library: Library) -> list[str]:
    """Everything that is wrong with a definition."""
    found = check_definition(definition, library)
    return [f"{one.span.start.line}: {one.code} {sentence(one, 'en')}" for one in found]


def as_definition(fragment: str, first: str) -> str:
    """A procedure around a fragment, so that it can be read."""
    if first in {"step", "group"}:
        return f"{HEAD}steps:\n{indent(fragment, '  ')}"
    if first == "field":
        return f"{HEAD}{STEPS}    fields:\n{indent(fragment, '      ')}"
    if first in {"fields", "checks", "intro"}:
        return f"{HEAD}{STEPS}{indent(fragment, '    ')}"
    if first in {"choices", "messages"}:
        return f"{HEAD}{STEPS}    fields:\n{FIELD}{indent(fragment, '        ')}"
    assert first in keys_of(Procedure), f"no test knows how to read a fragment that begins {first}"
    return HEAD + STEPS + "    intro: Essai\n" + fragment


@pytest.mark.parametrize("block", PROCEDURES, ids=lambda block: block.name)
def test_a_procedure_of_the_manual_is_right(block):
    around = [one for one in SHARED if one.path == block.path]
    wrong: list[Diagnostic] = []
    read = [read_fragment(one.name, one.text.encode(), wrong) for one in around]
    fragments = {one.name: one for one in read if one}
    definition = read_definition(block.name, block.text.encode(), fragments)

    found = [*told(definition, beside(block.path)), *(sentence(one, "en") for one in wrong)]

    assert found == []


@pytest.mark.parametrize("block", FRAGMENTS, ids=lambda block: block.name)
def test_a_fragment_of_the_manual_can_be_read(block):
    records: Mapping[str, type] = {"site": Site, "profile": Profile, "records": Profile}
    if block.first in records:
        _, wrong = read_record(records[block.first], block.name, block.text.encode())
        problems = ()
    else:
        whole = as_definition(block.text, block.first)
        definition = read_definition(block.name, whole.encode())
        wrong, problems = definition.diagnostics, definition.problems

    found = [sentence(one, "en") for one in wrong] + [one.message for one in problems]

    assert found == []


@pytest.mark.parametrize("block", TABLES, ids=lambda block: block.name)
def test_a_table_of_the_manual_is_right(block, tmp_path):
    table, wrong = load_table(*table_files(block, tmp_path))

    assert [sentence(one, "en") for one in wrong] == []
    assert table is not None
    assert len(table.rows) > 1


def refused() -> list[tuple[str, str]]:
    """The conditions that the manual says are refused, each with its code."""
    text = (AUTHORS / "conditions.md").read_text(encoding="utf-8")
    return REFUSED.findall(text)


@pytest.mark.parametrize(("condition", "code"), refused())
def test_a_condition_that_the_manual_refuses_is_refused(condition, code):
    example = next(block for block in PROCEDURES if block.path.name == "conditions.md")
    step = f"  - step: essai\n    title: Essai\n    intro: Essai\n    when: '{condition}'\n"
    definition = read_definition("conditions.md", (example.text + step).encode())

    found = [one.code for one in check_definition(definition, shipped())]

    assert found == [code]


def test_the_manual_shows_conditions_that_are_refused():
    codes = {code for _, code in refused()}

    assert len(codes) > 8
    assert codes <= {rule.code for rule in RULES}


@pytest.mark.parametrize("name", sorted(TYPES))
def test_the_messages_of_a_type_are_in_the_manual(name):
    text = (AUTHORS / "texts.md").read_text(encoding="utf-8")
    rows = [row.split("|") for row in text.splitlines() if row.startswith("| ")]
    named = {key for row in rows if f"`{name}`" in row[1] for key in re.findall(r"`(\w+)`", row[2])}

    asked = set(TYPES[name].messages_by_key) - {"required"}

    assert named == asked


def test_the_manual_names_only_functions_that_exist():
    text = (AUTHORS / "conditions.md").read_text(encoding="utf-8")
    said, _, _ = text.partition("## What is refused")
    named = set(re.findall(r"\b([a-z_]+)\(", said))

    assert named <= FUNCTIONS.keys()


@pytest.mark.parametrize("page", documents(), ids=lambda page: str(page.relative_to(ROOT)))
def test_a_link_leads_to_a_file(page):
    text = BLOCK.sub("", page.read_text(encoding="utf-8"))
    targets = [link.partition("#")[0] for link in LINK.findall(text)]
    local = [target for target in targets if target and not re.match(r"[a-z]+:", target)]

    lost = [target for target in local if not (page.parent / target).exists()]

    assert lost == []


def test_every_page_that_is_written_by_hand_is_in_the_table_of_contents():
    written = [path for path in (ROOT / "docs").glob("*/*.md") if path.parent.name != "decisions"]
    pages = {str(path.relative_to(ROOT / "docs")) for path in written}

    named = set(LINK.findall((ROOT / "docs" / "index.md").read_text(encoding="utf-8")))

    assert pages - {"security/asvs.md", "security/enumeration.md"} <= named
