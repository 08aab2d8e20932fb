"""Walking through a procedure by the names of its fields, with scripts or without.

A walk is data: `walk.page("Les dates", debut="12/05/2027", fin="13/05/2027")` waits for the page of
that heading, answers, and goes on.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import FilePayload, Locator, expect

from tests.browser.conftest import Window
from tests.browser.steps import RECEIVED, Visit, sent
from tests.samples import pdf

Answer = bool | str | Sequence[str] | Mapping[str, str]
A_FILE = sent("piece.pdf", pdf(1))
PRIMARY = "main button.primary"
SUMMARY = "Vérifiez vos réponses"


@dataclass(frozen=True)
class Walk(Visit):
    """A person on the way through a procedure."""

    def at(self, heading: str | re.Pattern[str]) -> None:
        """Wait for the page whose heading begins so: a hint may come after the question."""
        known = heading if isinstance(heading, re.Pattern) else re.escape(heading)
        expect(self.page.locator("h1")).to_have_text(re.compile(known))

    def page_of(self, heading: str, /, **answers: Answer) -> "Walk":
        """Wait for a page, answer its questions, and go on."""
        self.at(heading)
        self.answer(**answers)
        self.go_on()
        return self

    def go_on(self) -> None:
        """Press the button that goes on."""
        self.page.locator(PRIMARY).first.click()

    def answer(self, **answers: Answer) -> None:
        """Answer some questions of the page, each by the name of its field."""
        for name, answer in answers.items():
            self._open(name)
            self._answer(name, answer)

    def _open(self, name: str) -> None:
        """Have a question asked that waits for another answer: without scripts, by sending."""
        block = self.page.locator(f"#bloc-{name}")
        if not self.has_scripts and not block.is_visible():
            self.go_on()
        expect(block).to_be_visible()

    def _answer(self, name: str, answer: Answer) -> None:
        if isinstance(answer, bool):
            self._tick(name, answer)
        elif isinstance(answer, str):
            self._write(name, answer)
        elif isinstance(answer, Mapping):
            for part, text in answer.items():
                self.control(f"champ-{name}.{part}").fill(text)
        else:
            for value in answer:
                self.control(f"choix-{name}-{value}").check()

    def _tick(self, name: str, answer: bool) -> None:
        box = self.control(f"champ-{name}")
        if box.get_attribute("type") == "checkbox":
            box.set_checked(answer)
            return
        self.control(f"choix-{name}-{'oui' if answer else 'non'}").check()

    def _write(self, name: str, answer: str) -> None:
        option = self.control(f"choix-{name}-{answer}")
        if answer and option.count():
            option.check()
            return
        field = self.control(f"champ-{name}")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(answer)
        else:
            field.fill(answer)

    def control(self, name: str) -> Locator:
        """A control by its identifier."""
        return self.page.locator(f'[id="{name}"]')

    def join(self, *names: str, file: FilePayload = A_FILE) -> "Walk":
        """Add a file to each of these questions."""
        for name in names:
            self._open(name)
            block = self.page.locator(f"#bloc-{name}")
            block.locator("input[type=file]").set_input_files([file])
            if not self.has_scripts:
                block.get_by_role("button", name="Ajouter un fichier", exact=True).click()
            expect(self.page.locator(f"#bloc-{name} .file .name")).to_have_text([file["name"]])
        return self

    def refused_for(self, sentence: str, **answers: Answer) -> "Walk":
        """Answer, go on, and be told this."""
        self.answer(**answers)
        self.go_on()
        self.refused(sentence)
        return self

    def attest_all(self) -> "Walk":
        """Tick every box of the summary."""
        self.at(SUMMARY)
        for box in self.page.locator("main input[type=checkbox]").all():
            box.check()
        return self

    def receive(self) -> str:
        """Send, and give the reference of the receipt."""
        self.page.locator("main button.primary").last.click()
        self.at(RECEIVED)
        return self.page.locator("#reference").inner_text()

    def says(self, *texts: str) -> "Walk":
        """Wait until the page says all this."""
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(text)
        return self

    def leaves(self, heading: str) -> "Walk":
        """Be on a page that ends the way: nothing can be sent from it."""
        self.at(heading)
        expect(self.page.locator(PRIMARY)).to_have_count(0)
        return self

    def begin(self, procedure: str) -> "Walk":  # type: ignore[override]
        """Begin a procedure anew."""
        self.open(f"/demarches/{procedure}?nouveau=1")
        return self

    def enter(self, action: str | re.Pattern[str]) -> "Walk":
        """Open an item from the hub."""
        self.page.locator(".hub").get_by_role("link", name=action).first.click()
        return self

    def leave_hub(self, heading: str) -> "Walk":
        """Go on from the hub, where everything is complete."""
        self.at(heading)
        self.page.get_by_role("link", name="Continuer", exact=True).click()
        return self


def walk(window: Window, site: Any) -> Walk:
    """A person who has just opened a browser on a site."""
    found = Walk.of(window, site)
    assert isinstance(found, Walk)
    return found
