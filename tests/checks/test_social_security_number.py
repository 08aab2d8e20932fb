"""Where a social security number may be asked for: on sites that say why."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.checks import check_definition
from engine.definitions import Library, load_library, read_definition

HERE = Path(__file__).parent
ASKED = b"""
procedure: essai
title: Essai
for: anyone
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
actions: [{receipt: {}}]
steps:
  - {step: un, title: Un, fields: [{field: numero, type: nir, label: Num\xc3\xa9ro}]}
"""


def library_where(*reasons: str) -> Library:
    """A library whose sites say so."""
    library = load_library(HERE / "library")
    site = next(iter(library.sites.values()))
    sites = {f"s{n}": replace(site, name=f"s{n}", nir=why) for n, why in enumerate(reasons)}
    return replace(library, sites=sites)


@pytest.mark.parametrize(
    ("reasons", "found"),
    [
        (("Décret 2019-341, article 2",), []),
        (("Décret 2019-341, article 2", ""), ["D530"]),
        (("Décret 2019-341, article 2", " "), ["D530"]),
        ((), ["D530"]),
    ],
)
def test_every_site_says_why_it_may_ask(reasons: tuple[str, ...], found: list[str]) -> None:
    library = library_where(*reasons)
    definition = read_definition("essai.yaml", ASKED)

    codes = [one.code for one in check_definition(definition, library) if one.code == "D530"]

    assert codes == found
