"""The rules on what the cases of `sites` say: `# D703` tells what is found on its line."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from engine.checks import check_library, described
from engine.definitions import Library, Site, load_library, read_definition
from engine.definitions.definition import read_site
from tests.checks.test_rules import found_in, told_by

HERE = Path(__file__).parent / "sites"
PATH = "sites/essai.yaml"
NEEDED = {
    "site:": "site: essai\n",
    "title:": "title: Essai\n",
    "service:": (
        "service: {name: S, address: [1 place], email: s@demo.test, phone: 01 00 00 00 00}\n"
    ),
}
OTHER = b"""site: autre
title: Autre
hosts: [autre.test]
service: {name: S, address: [1 place], email: s@demo.test, phone: 01 00 00 00 00}
"""
PROCEDURE = b"procedure: essai\ntitle: Essai\nfor: [exploitant]\n"
PROCEDURE += b"parameters: {places: 5, part: 0.5, ouvert: true}\nsteps: []\n"


def split_cases(path: Path) -> Iterator[str]:
    """The cases of a file, with what each lacks to be a site written before."""
    for text in path.read_text("utf-8").split("\n---\n"):
        keys = {line.split()[0] for line in text.split("\n") if line and line[0] not in " -#"}
        yield "".join(line for key, line in NEEDED.items() if key not in keys) + text


CASES = [
    pytest.param(case, id=f"{path.stem}-{number}")
    for path in sorted(HERE.glob("*.yaml"))
    for number, case in enumerate(split_cases(path), 1)
]


@pytest.fixture(scope="module")
def library() -> Library:
    """Another site, a procedure, a profile."""
    shared = load_library(HERE.parent / "library")
    other, _found, _problems = read_site("sites/autre.yaml", OTHER)
    assert other is not None
    definition = read_definition("essai.yaml", PROCEDURE)
    return replace(shared, sites={other.name: other}, definitions={"essai.yaml": definition})


@pytest.mark.parametrize("case", CASES)
def test_finds_what_the_comments_tell_and_nothing_else(case: str, library: Library) -> None:
    site, read, problems = read_site(PATH, case.encode())
    sites: dict[str, Site] = {**library.sites, **({site.name: site} if site else {})}

    found = (*read, *check_library(replace(library, sites=sites, problems=problems)))

    assert found_in(found) == told_by(case), "\n".join(described(one, case, "en") for one in found)


def test_each_case_finds_the_rule_it_is_named_after() -> None:
    told = {
        path.stem: Counter(code for case in split_cases(path) for _, code in told_by(case))
        for path in HERE.glob("D*.yaml")
    }

    assert [name for name, codes in told.items() if not codes[name]] == []


def test_the_nearest_right_name_is_proposed(library: Library) -> None:
    case = next(split_cases(HERE / "D703.yaml"))
    site, _read, _problems = read_site(PATH, case.encode())
    assert site is not None

    found = check_library(replace(library, sites={site.name: site}))

    assert [one.suggestion for one in found if one.values["name"] == "essay"] == ["essai"]
