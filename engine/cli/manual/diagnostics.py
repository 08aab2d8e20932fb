"""The pages of diagnostics: what is wrong, what to write, a case and what is said of it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from engine.analysis import RULES as OF_THE_WHOLE
from engine.checks import RULES, Rule
from engine.cli.manual.cases import case_of
from engine.cli.manual.related import see_also
from engine.cli.manual.words import cell, doc_of, first_sentence, page, prose

INTRO = """\
`guichet check` tells all mistakes at once, each with one of these codes, its line and its column.
An error keeps a definition from being served; a warning does not."""
FAMILIES: Mapping[str, str] = {
    "D0": "Reading the text",
    "D1": "Names",
    "D2": "Expressions",
    "D3": "The way through a procedure",
    "D4": "Texts",
    "D5": "Law and data",
    "D6": "Tests",
    "D7": "Sites",
}


def diagnostic_pages() -> Iterator[tuple[str, str]]:
    """The index, then the page of each diagnostic."""
    rules: list[Rule] = sorted((*RULES, *OF_THE_WHOLE), key=lambda one: one.code)
    yield "diagnostics.md", index_page(rules)
    for rule in rules:
        yield f"diagnostics/{rule.code}.md", rule_page(rule)


def index_page(rules: Sequence[Rule]) -> str:
    """A line for each diagnostic, by family."""
    parts = []
    for family, found in groupby(rules, key=lambda one: one.code[:2]):
        rows = [
            f"| [{one.code}](diagnostics/{one.code}.md) | {one.severity.value}"
            f" | {cell(first_sentence(doc_of(type(one))))} |"
            for one in found
        ]
        table = "\n".join(["| Code | | What is wrong |\n|---|---|---|", *rows])
        parts.append(f"## {FAMILIES[family]}\n\n{table}")
    return page("Diagnostics", INTRO, *parts)


def rule_page(rule: Rule) -> str:
    """What is wrong and what to do, a case, and where else it is spoken of."""
    return page(
        f"{rule.code} ({rule.severity.value})",
        prose(doc_of(type(rule)), "../", "text"),
        case_of(rule.code),
        see_also(rf"\b{rule.code}\b"),
        "[Diagnostics](../diagnostics.md): all of them.",
    )
