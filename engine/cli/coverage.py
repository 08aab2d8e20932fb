"""The page of the manual that says what the language covers, and by which definition."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

FOLDER = Path("docs/authors/coverage")
INTRO = """\
What forms need was counted in 1,437 public form definitions of eleven formats. The smallest set of
constructs of which 99 % of the administrative ones are made is listed here, by neutral names; then
what large surveys need besides. Arbitrary code is left out, on purpose.

Each has the smallest definition that uses it. A test reads them all, finds nothing wrong with them,
and walks through each to its submission. `guichet check docs/authors/coverage` looks at them too.
"""


@dataclass(frozen=True)
class Construct:
    """Something that a form may need: how it is written and where, or what is missing."""

    name: str
    written: str = ""
    procedure: str = ""
    missing: str = ""


@dataclass(frozen=True)
class Family:
    """Constructs of one kind."""

    name: str
    constructs: tuple[Construct, ...]


def families(folder: Path = FOLDER) -> tuple[Family, ...]:
    """What `constructs.yaml` lists."""
    text = (folder / "constructs.yaml").read_text(encoding="utf-8")
    listed: Sequence[Mapping[str, Any]] = import_module("yaml").safe_load(text)
    return tuple(
        Family(one["family"], tuple(construct(each) for each in one["constructs"]))
        for one in listed
    )


def construct(one: Mapping[str, str]) -> Construct:
    """A line of the list."""
    rest = {key: text for key, text in one.items() if key != "construct"}
    return Construct(one["construct"], **rest)


def coverage_page() -> str:
    """The whole page."""
    found = families()
    every = [one for family in found for one in family.constructs]
    missing = [one for one in every if one.missing]
    parts = [
        "# What the language covers\n",
        INTRO,
        f"{len(every)} constructs, {len(missing)} missing.\n",
        *(text for family in found for text in tables(family)),
        "## What is missing\n",
        "| Construct | What would be needed |\n|---|---|",
        *(f"| {one.name} | {cell(one.missing)} |" for one in missing),
    ]
    return "\n".join(parts) + "\n"


def tables(family: Family) -> Iterator[str]:
    """The table of a family."""
    yield f"## {family.name}\n"
    yield "| Construct | Written | Definition |\n|---|---|---|"
    for one in family.constructs:
        if one.missing:
            yield f"| {one.name} | missing | |"
            continue
        link = f"[{one.procedure}](coverage/procedures/{one.procedure}.yaml)"
        yield f"| {one.name} | {written(one.written)} | {link} |"
    yield ""


def written(text: str) -> str:
    """How it is written: as code when it is some."""
    return f"`{cell(text)}`" if set(text) & set(":{(=<-+") else cell(text)


def cell(text: str) -> str:
    """A text that may stand in a table."""
    return text.replace("|", "\\|")
