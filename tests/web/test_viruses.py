"""Files that a virus scanner looks at before they are kept."""

from collections.abc import Callable, Iterator

import pytest

from tests.samples import pdf
from tests.scanner import MARK, Scanner, running_scanner
from tests.web.site import Site

INFECTED = pdf() + b"\n%" + MARK
RISK = "Ce fichier présente un risque de sécurité et n'a pas été enregistré."


@pytest.fixture
def scanner() -> Iterator[Scanner]:
    with running_scanner() as scanner:
        yield scanner


@pytest.fixture
def site(open_site: Callable[..., Site], scanner: Scanner) -> Site:
    return open_site(SCANNER_URL=scanner.address)


def send(site: Site, *files: tuple[str, bytes]) -> tuple[list[str], list[str]]:
    """Send files at the step of a document; gives what is said, and what is listed."""
    lea = site.client("lea")
    lea.open("/demarches/message?nouveau=1")
    values = {"objet": "Sujet", "texte": "Texte"}
    page = lea.send(values, action="enregistrer", files={"fichiers": list(files)})
    shown = [str(one).strip() for one in page.tree.xpath("//*[@class='name']//text()")]
    return page.errors, [one for one in shown if one]


def test_what_is_infected_is_refused_and_what_is_not_is_kept(site: Site) -> None:
    errors, _listed = send(site, ("sain.pdf", pdf()), ("malade.pdf", INFECTED))

    assert len(errors) == 1
    assert RISK in errors[0]
    assert "malade.pdf" in errors[0]
    assert [name for (name,) in site.rows("SELECT name FROM upload")] == ["sain.pdf"]
    assert not any(MARK in one for one in site.files())


def test_the_quarantine_is_in_the_journal_without_what_was_typed(site: Site) -> None:
    send(site, ("malade.pdf", INFECTED))

    rows = site.rows("SELECT details, account FROM event WHERE kind = 'file_quarantined'")

    assert len(rows) == 1
    details, account = rows[0]
    assert "Guichet.Test.Virus" in details
    assert "sha256" in details
    assert "malade" not in details
    assert account


def test_nothing_is_kept_while_the_scanner_is_away(site: Site, scanner: Scanner) -> None:
    scanner.is_mute = True

    errors, _listed = send(site, ("sain.pdf", pdf()))

    assert "n'a pas pu être vérifié" in errors[0]
    assert site.count("upload") == 0
    assert site.count("event WHERE kind = 'file_quarantined'") == 0


def test_without_scanner_files_are_kept_as_they_come(open_site: Callable[..., Site]) -> None:
    site = open_site()

    errors, _listed = send(site, ("malade.pdf", INFECTED))

    assert errors == []
    assert site.count("upload") == 1
