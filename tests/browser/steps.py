"""The deposit as a person goes through it, with scripts or without: what tests walk with."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import FileChooser, FilePayload, Locator, Page, expect

from engine.services.demonstration import PERSONS
from tests.browser.conftest import Site, Window
from tests.browser.quality import SCRIPTLESS
from tests.samples import jpeg, pdf

START = "/demarches/depot-de-documents"
# Chromium says it in its console when a page asks to sign in, or when a form comes back.
TOLD = ("status of 401", "status of 422")
COUNT = "Combien de documents souhaitez-vous envoyer ?"
NAME = "Indiquez le nom de ce document"
KIND = "De quel type de document s'agit-il ?"
PERSON = "Personne concernée et commentaire"
FILES = "Ajoutez les pages de ce document"
SUMMARY = "Vérifiez vos réponses"
RECEIVED = "Votre envoi est bien reçu"
CARD = "Carte nationale d'identité"
COMMENT = "Renouvellement de ma carte"
EMAIL = "Identifiant (Courriel)"
PASSWORD = "guichet-demo-2026"
EMAILS = {one.name: one.email for one in PERSONS}
SEND = re.compile("^Transmettre ")


def sent(name: str, data: bytes) -> FilePayload:
    """A file as a person chooses it."""
    kinds = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}
    kind = kinds.get(name.rpartition(".")[2], "application/octet-stream")
    return {"name": name, "mimeType": kind, "buffer": data}


A_PDF = sent("carte.pdf", pdf(2))
A_JPEG = sent("verso.jpg", jpeg(900, 900))


def let_it_open(chooser: FileChooser) -> None:
    """Have Playwright ready for the dialog of files from the beginning."""
    del chooser


def forget_session(window: Window) -> None:
    """Put a session that nobody knows any more in the place of the person's."""
    for cookie in window.context.cookies():
        address = f"http://{cookie['domain']}"
        window.context.add_cookies(
            [{"name": cookie["name"], "value": "s." + "x" * 43, "url": address}]
        )


def hub_title(count: int) -> str:
    """The heading of the list of documents."""
    return f"Vous voulez transmettre {count} document{'s' if count > 1 else ''}"


@dataclass(frozen=True)
class Visit:
    """A person in front of a page of a running site."""

    page: Page
    site: Site

    @classmethod
    def of(cls, window: Window, site: Site) -> "Visit":
        """A person who has just opened a browser."""
        window.expect(*TOLD)
        # Waiting for a dialog only when it is about to open comes too late, now and then.
        window.page.on("filechooser", let_it_open)
        return cls(window.page, site)

    @property
    def has_scripts(self) -> bool:
        """Whether the browser runs scripts."""
        return self.page not in SCRIPTLESS

    @property
    def comment(self) -> Locator:
        """The field of the comment."""
        return self.page.get_by_label("Commentaire explicatif")

    def open(self, path: str) -> None:
        """Go to an address."""
        self.page.goto(self.site.url(path))

    def sign_in(self, name: str = "Léa Martin", path: str = f"{START}?nouveau=1") -> "Visit":
        """Ask for a page, and sign in as somebody of the demonstration to see it."""
        self.open(path)
        return self.identify(EMAILS[name])

    def identify(self, email: str, password: str = PASSWORD) -> "Visit":
        """Give an address and a password on the page that asks for them."""
        self.page.get_by_label(EMAIL).fill(email)
        self.page.get_by_label("Mot de passe", exact=True).fill(password)
        self.press("Se connecter")
        expect(self.page.get_by_label(EMAIL)).to_have_count(0)
        return self

    def at(self, heading: str | re.Pattern[str]) -> None:
        """Wait for the page that has this heading."""
        expect(self.page.locator("h1")).to_have_text(heading)

    def button(self, name: str | re.Pattern[str]) -> Locator:
        """A button by its whole name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def press(self, name: str | re.Pattern[str], then: str | re.Pattern[str] | None = None) -> None:
        """Press a button, and wait for the page it leads to."""
        self.button(name).click()
        if then:
            self.at(then)

    def follow(self, name: str | re.Pattern[str], then: str | None = None) -> None:
        """Follow the first link of this name, and wait for the page it leads to."""
        self.page.get_by_role("link", name=name).first.click()
        if then:
            self.at(then)

    def refused(self, sentence: str) -> None:
        """Wait for the summary of errors, which says this."""
        expect(self.page.locator("[data-error-summary]")).to_contain_text(sentence)

    def saved(self) -> None:
        """Wait until what is typed is kept."""
        expect(self.page.locator("#enregistre")).to_have_text(re.compile(r"Enregistré à \d\d:\d\d"))

    # --- the deposit, page by page -------------------------------------------------------------

    def begin(self, count: int = 1) -> "Visit":
        """From the first page to the list of documents."""
        self.press("D'autres documents", COUNT)
        self.page.get_by_label(COUNT).fill(str(count))
        self.press("Suivant", hub_title(count))
        return self

    def load(self, position: int = 1) -> "Visit":
        """From the list to the name of a document."""
        self.follow(re.compile(f"^Charger le document {position}"), NAME)
        return self

    def name(self, text: str = "carte didentite") -> "Visit":
        """Give the name."""
        self.page.get_by_label(NAME).fill(text)
        self.press("Suivant", KIND)
        return self

    def kind(self, label: str = CARD) -> "Visit":
        """Choose the type."""
        self.page.get_by_role("radio", name=label, exact=True).check()
        self.press("Suivant", PERSON)
        return self

    def person(self, name: str = "Karim Benali", comment: str = COMMENT) -> "Visit":
        """Say whom it concerns, and why."""
        self.page.get_by_role("radio", name=name, exact=True).check()
        self.comment.fill(comment)
        self.press("Suivant", FILES)
        return self

    def other_person(self, last: str, first: str, comment: str = COMMENT) -> "Visit":
        """Name a person who is not in the file: without scripts, the page must come back."""
        self.comment.fill(comment)
        self.page.get_by_role("radio", name="Une autre personne", exact=True).check()
        if not self.has_scripts:
            self.press("Suivant")
            self.refused("Indiquez le nom de cette personne.")
        self.page.get_by_label("Nom", exact=True).fill(last)
        self.page.get_by_label("Prénom", exact=True).fill(first)
        self.press("Suivant", FILES)
        return self

    def add(self, *files: FilePayload, listed: Sequence[str]) -> "Visit":
        """Choose files, and wait for these names in the list."""
        self.page.locator("input[type=file]").set_input_files(list(files))
        if not self.has_scripts:
            self.press("Ajouter un fichier")
        self.lists(listed)
        return self

    def replace(self, old: str, file: FilePayload, listed: Sequence[str]) -> None:
        """Put a file in the place of another one."""
        if self.has_scripts:
            with self.page.expect_file_chooser() as chooser:
                self.press(f"Remplacer {old}")
            chooser.value.set_files(file)
        else:
            self.page.locator("input[type=file]").set_input_files(file)
            self.press(f"Remplacer {old}")
        self.lists(listed)

    def lists(self, names: Sequence[str]) -> None:
        """Wait until the list of files is this one, in this order."""
        expect(self.page.locator(".file .name")).to_have_text(list(names))

    def complete(self, position: int = 1, count: int = 1) -> "Visit":
        """The document has all its pages: the list again."""
        self.press(f"Mon document {position} est complet", hub_title(count))
        return self

    def document(self, position: int = 1, count: int = 1) -> "Visit":
        """From the list, a whole document; the list again."""
        self.load(position).name().kind().person()
        return self.add(A_PDF, listed=["carte.pdf"]).complete(position, count)

    def to_summary(self) -> "Visit":
        """From the list to the summary."""
        self.follow("Continuer", SUMMARY)
        return self

    def attest(self) -> "Visit":
        """Tick the box."""
        self.page.get_by_label("J'atteste").check()
        return self

    def send(self) -> str:
        """Send, and give the reference."""
        self.press(SEND, RECEIVED)
        return self.page.locator("#reference").inner_text()
