"""The pages of the parts of a definition and of a site: one page each, a section a part."""

from engine.cli.manual.words import doc_of, key_table, page, prose, titled
from engine.definitions import (
    Acceptance,
    Attestation,
    Check,
    Driven,
    Exit,
    ExitLink,
    Expectation,
    Fragment,
    Group,
    Procedure,
    Retention,
    Section,
    Service,
    Site,
    Step,
    Test,
    Theme,
    Use,
)
from engine.definitions.content import Board, News, Page, SiteDocument, Stop, Tutorial
from engine.definitions.delays import OtherDelay
from engine.definitions.moves import Forget, Replace
from engine.definitions.opening import Opening
from engine.fields import Option, ProfileChoices, TableChoices

PARTS = (
    Procedure, Step, Section, Group, Driven, Exit, ExitLink, Check, OtherDelay, Attestation,
    Retention, Option, TableChoices, ProfileChoices, Opening, Forget, Replace, Use, Fragment,
    Test, Expectation, Acceptance,
)  # fmt: skip
OF_SITES = (Site, Service, Theme, Board, Page, News, Stop, Tutorial, SiteDocument)


def parts_page() -> str:
    """The parts of a definition and their keys."""
    return page("Parts of a definition", *map(part, PARTS))


def sites_page() -> str:
    """A site, its parts and their keys."""
    return page("Sites", *map(part, OF_SITES))


def part(kind: type) -> str:
    """What one class is for, and its keys."""
    return f"## {titled(kind)}\n\n{prose(doc_of(kind))}\n\n{key_table(kind)}"
