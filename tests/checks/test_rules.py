"""The rules on what the cases beside this file say: `# D203` tells what is found on its line."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.checks import RULES, check_definition, check_library, described, sentence
from engine.definitions import Library, load_library, read_definition
from engine.source import Diagnostic, Severity

HERE = Path(__file__).parent
HEADER = """\
procedure: essai
title: Essai
for: anyone
{kept}
"""
RETENTION = "retention: {drafts: 30 days, submissions: 1 year, then: eliminate}"
ACTIONS = "actions: [{receipt: {}}]"
COMMENT = re.compile(r"#((?: D\d{3})+)\s*$")
CODES_OF_TABLES = "D18"

# What a text with comments cannot show: the bytes, and what is found on which line.
BYTES = {
    "D001": (b"a: b\n" * 300_000, {(1, "D001"): 1}),
    "D002": ("procedure: essai\ntitle: Déjà\n".encode("latin-1"), {(2, "D002"): 1}),
    "D003": (b"procedure: essai\ntitle: a\0b\nfor: \x7f\n", {(2, "D003"): 1, (3, "D003"): 1}),
    "D009": (b"\xef\xbb\xbf# rien\n\n", {(1, "D009"): 1}),
}
ELSEWHERE = {
    "D111",
    "D113",
    "D118",
    "D130",
    "D143",
    "D146",
    "D520",
}  # rules on the library, tested below
OF_SITES = {path.stem for path in (HERE / "sites").glob("D*.yaml")}
BY_RUNNING = {path.stem for path in (HERE / "run").glob("D*.yaml")}  # see tests/proving


def split_cases(path: Path) -> Iterator[str]:
    """The cases of a file, with what they share written before those that lack it."""
    for text in path.read_text("utf-8").split("\n---\n"):
        if text.startswith(("procedure:", "{")):
            yield text
            continue
        has_actions = re.search("^actions:", text, re.MULTILINE)
        kept = [RETENTION] if has_actions else [RETENTION, ACTIONS]
        yield HEADER.format(kept="\n".join(kept)) + text


CASES = [
    pytest.param(case, id=f"{path.stem}-{number}")
    for path in sorted(HERE.glob("D*.yaml"))
    for number, case in enumerate(split_cases(path), 1)
]


@pytest.fixture(scope="module")
def library() -> Library:
    """A site, a profile, a table."""
    return load_library(HERE / "library")


def found_in(diagnostics: tuple[Diagnostic, ...]) -> Counter[tuple[int, str]]:
    return Counter((one.span.start.line, one.code) for one in diagnostics)


def told_by(text: str) -> Counter[tuple[int, str]]:
    return Counter(
        (number, code)
        for number, line in enumerate(text.split("\n"), 1)
        if (comment := COMMENT.search(line))
        for code in comment[1].split()
    )


@pytest.mark.parametrize("case", CASES)
def test_finds_what_the_comments_tell_and_nothing_else(case: str, library: Library) -> None:
    definition = read_definition("essai.yaml", case.encode(), library.fragments)

    found = check_definition(definition, library)

    assert found_in(found) == told_by(case), "\n".join(described(one, case, "en") for one in found)


@pytest.mark.parametrize("code", BYTES)
def test_finds_what_is_wrong_with_the_bytes(code: str, library: Library) -> None:
    data, expected = BYTES[code]
    definition = read_definition("essai.yaml", data)

    found = check_definition(definition, library)

    kept = {(line, one): n for (line, one), n in found_in(found).items() if one < "D020"}
    assert kept == expected


def test_every_rule_has_its_cases_and_its_page() -> None:
    codes = [rule.code for rule in RULES]

    with_cases = {path.stem for path in HERE.glob("D*.yaml")} | BYTES.keys() | ELSEWHERE | OF_SITES
    with_cases |= BY_RUNNING
    assert len(set(codes)) == len(codes)
    assert codes == sorted(codes)
    assert with_cases == set(codes)
    for rule in RULES:
        assert len((rule.__doc__ or "").split("\n\n")) > 1, rule.code


def test_every_rule_file_is_in_the_table() -> None:
    files = Path("engine/checks").glob("*.py")

    with_rule = {path.stem for path in files if '    code = "D' in path.read_text("utf-8")}

    assert with_rule == {type(rule).__module__.rsplit(".", 1)[-1] for rule in RULES}


def test_each_case_finds_the_rule_it_is_named_after() -> None:
    for path in HERE.glob("D*.yaml"):
        assert path.stem in {code for case in split_cases(path) for _, code in told_by(case)}


def test_a_rule_on_options_tells_the_nearest_right_one(library: Library) -> None:
    case = next(split_cases(HERE / "D203.yaml"))
    definition = read_definition("essai.yaml", case.encode(), library.fragments)

    first = check_definition(definition, library)[0]

    assert first.suggestion == "autres"
    assert sentence(first, "en") == "“autre” is not one of the options"
    assert sentence(first, "fr") == "«\u00a0autre\u00a0» n'est pas une des options"


def test_only_what_harms_nobody_is_a_warning() -> None:
    warnings = {rule.code for rule in RULES if rule.severity is Severity.WARNING}

    assert warnings == {
        "D143", "D149", "D170", "D206", "D214", "D218", "D219", "D220", "D232", "D302", "D305",
        "D405", "D406", "D407", "D408", "D503", "D602", "D603", "D604", "D703",
    }  # fmt: skip


def test_two_files_cannot_define_one_procedure(tmp_path: Path) -> None:
    folder = tmp_path / "procedures"
    folder.mkdir()
    for name in ("a.yaml", "b.yaml"):
        (folder / name).write_text("procedure: p\ntitle: P\nfor: anyone\nsteps: []\n", "utf-8")

    found = check_library(load_library(tmp_path))

    assert [(one.code, Path(one.span.path).name) for one in found] == [
        ("D111", "b.yaml"), ("D113", "sites"),
    ]  # fmt: skip


def test_a_site_says_what_a_receipt_needs(tmp_path: Path) -> None:
    folder = tmp_path / "sites"
    folder.mkdir()
    (folder / "a.yaml").write_text(
        "site: a\ntitle: A\nservice:\n  name: ''\n  address: []\n  email: a@demo.test\n"
        "  phone: 01 00 00 00 00\n",
        "utf-8",
    )

    found = check_library(load_library(tmp_path))

    assert [(one.code, one.span.start.line) for one in found] == [("D501", 4), ("D501", 5)]


def test_somebody_takes_the_payments_of_each_site_where_a_procedure_asks_for_one(
    tmp_path: Path,
) -> None:
    for folder in ("sites", "procedures"):
        (tmp_path / folder).mkdir()
    service = "{name: S, address: [1 place], email: s@demo.test, phone: 01 00 00 00 00}"
    for name, more in (
        ("a", "profiles: {hote: hôte}"),
        ("b", "profiles: {hote: hôte}\npayment: {provider: test}"),
        ("c", "profiles: {autre: autre}"),
        ("d", "procedures: [autre]\nprofiles: {hote: hôte}"),
    ):
        (tmp_path / "sites" / f"{name}.yaml").write_text(
            f"site: {name}\ntitle: S\nhosts: [{name}.test]\nservice: {service}\n{more}\n", "utf-8"
        )
    (tmp_path / "procedures" / "p.yaml").write_text(
        "procedure: p\ntitle: P\nfor: [hote]\nsteps: []\nactions:\n"
        "  - payment: {amount: 10, label: Taxe}\n",
        "utf-8",
    )

    found = [one for one in check_library(load_library(tmp_path)) if one.code == "D520"]

    assert [(one.span.start.line, one.values["site"]) for one in found] == [(6, "a")]


def test_an_audience_is_a_profile_of_a_site_that_offers_the_procedure(tmp_path: Path) -> None:
    for folder in ("sites", "procedures"):
        (tmp_path / folder).mkdir()
    service = "{name: S, address: [1 place], email: s@demo.test, phone: 01 00 00 00 00}"
    for name, more in (
        ("a", "profiles: {hote: hôte}"),
        ("b", "profiles: {autre: autre}\nprocedures: [q]"),
    ):
        (tmp_path / "sites" / f"{name}.yaml").write_text(
            f"site: {name}\ntitle: S\nhosts: [{name}.test]\nservice: {service}\n{more}\n", "utf-8"
        )
    for name, audience in (("p", "[hotes, hote, account]"), ("q", "[autre]"), ("r", "[autre]")):
        (tmp_path / "procedures" / f"{name}.yaml").write_text(
            f"procedure: {name}\ntitle: P\nfor: {audience}\nsteps: []\n", "utf-8"
        )

    found = [one for one in check_library(load_library(tmp_path)) if one.code == "D118"]

    assert [(Path(one.span.path).name, one.values["name"], one.suggestion) for one in found] == [
        ("p.yaml", "hotes", "hote"), ("r.yaml", "autre", None),
    ]  # fmt: skip


def test_a_table_that_could_not_be_read_is_told_once(tmp_path: Path) -> None:
    shutil.copytree(HERE / "library", tmp_path / "forms")
    table = next((tmp_path / "forms" / "tables").glob("*.csv"))
    table.write_text("", "utf-8")
    text = (
        f"procedure: p\ntitle: P\nfor: anyone\nretention: {{drafts: 30 days, submissions: 1 year,"
        f" then: eliminate}}\nactions: [{{receipt: {{}}}}]\nsteps:\n  - step: un\n    title: Un\n"
        f"    fields: [{{field: a, type: choice, label: A, choices: {{table: {table.stem}}}}}]\n"
    )

    library = load_library(tmp_path / "forms")
    found = check_definition(read_definition("p.yaml", text.encode()), library)

    assert library.diagnostics
    assert [one.code for one in found] == []
