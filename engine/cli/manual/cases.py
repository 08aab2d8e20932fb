"""The cases of the rules, from their tests, and what is said of them."""

import re
from functools import cache
from pathlib import Path

from engine.analysis import analyse
from engine.checks import check_definition, described
from engine.cli.manual.words import fenced
from engine.definitions import Library, load_library, read_definition

CASES = Path("tests/checks")
CASES_OF_THE_WHOLE = Path("tests/analysis/cases")
HEADER = "procedure: essai\ntitle: Essai\nfor: anyone\n"
RETENTION = "retention: {drafts: 30 days, submissions: 1 year, then: eliminate}\n"
ACTIONS = "actions: [{receipt: {}}]\n"
MARK = re.compile(r"  #(?: D\d{3})+\s*$", re.MULTILINE)


@cache
def library() -> Library:
    """What the cases are read beside."""
    return load_library(CASES / "library")


def case_of(code: str) -> str:
    """The first case of a rule and what `guichet check` says of it, empty when it has none here."""
    paths = (folder / f"{code}.yaml" for folder in (CASES, CASES_OF_THE_WHOLE))
    path = next((one for one in paths if one.exists()), None)
    if path is None:
        return ""
    text = path.read_text(encoding="utf-8").split("\n---\n")[0].rstrip() + "\n"
    told = [one for one in said(whole(text)) if f" {code}: " in one]
    if not told:
        return ""
    parts = ("## Example", fenced(MARK.sub("", whole(text)), "text"), "It says:")
    return "\n\n".join([*parts, fenced("\n\n".join(told), "text")])


def whole(text: str) -> str:
    """A case with what it leaves out."""
    if text.startswith(("procedure:", "{")):
        return text
    actions = "" if re.search("^actions:", text, re.MULTILINE) else ACTIONS
    return HEADER + RETENTION + actions + text


def said(text: str) -> list[str]:
    """What is wrong with a definition, with the lines it is about."""
    definition = read_definition("essai.yaml", MARK.sub("", text).encode(), library().fragments)
    bare = MARK.sub("", text)
    told = check_definition(definition, library())
    found = analyse(definition, library(), told=told).findings
    return [described(one, bare, "en") for one in (*told, *found)]
