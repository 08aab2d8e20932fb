"""An analyst who starts from nothing builds a procedure in the outline, and each act is counted."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Window
from tests.browser.test_studio_preview import as_author

Look = Callable[[Page, str], None]
MOST_ACTS = 38
LINES = ".plan > div:first-of-type .line-link .called"


class Analyst:
    """Somebody at work: every click, choice, text and key counts as one act."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.acts = 0

    def fill(self, control: str, text: str, *, enter: bool = False) -> None:
        """Type a text; with `enter`, send the form by its key: two acts."""
        self.acts += 1
        self.page.locator(control).fill(text)
        if enter:
            self.acts += 1
            self.sent(lambda: self.page.locator(control).press("Enter"))

    def choose(self, control: str, value: str, *, redraws: bool = False) -> None:
        """Choose in a list; one that redraws the form waits for it."""
        self.acts += 1
        act = self.page.locator(control).select_option
        if redraws:
            self.sent(lambda: act(value))
        else:
            act(value)

    def click(self, control: str) -> None:
        """Press a button or follow a link that exchanges the page."""
        self.acts += 1
        self.sent(self.page.locator(control).click)

    def sent(self, act: Callable[[], object]) -> None:
        """Do something that exchanges the page, and wait for it."""
        self.page.evaluate("document.querySelector('main').dataset.before = '1'")
        act()
        self.page.wait_for_selector("main:not([data-before])")

    def question(self, label: str, kind: str = "", options: str = "") -> None:
        """Add a question under the step that is selected."""
        if kind:
            self.choose("#question-type", kind)
        if options:
            self.fill("#question-reponses", options)
        self.fill("#question-titre", label, enter=True)

    def part(self, title: str, kind: str = "") -> None:
        """Add a step or a group after what is selected."""
        if kind:
            self.choose("#partie-sorte", kind)
        self.fill("#partie-titre", title, enter=True)


def ask_who(analyst: Analyst) -> None:
    """The first step: three questions, one of them under a condition."""
    page = analyst.page
    analyst.question("Votre nom")
    expect(page.locator("#question-titre")).to_be_focused()
    analyst.question("Qui inscrivez-vous ?", "choice", "Mes enfants\nUn autre enfant")
    analyst.question("Quel est votre lien avec lui ?")
    analyst.choose("[id='c.when.0.subject']", "qui_inscrivez_vous", redraws=True)
    analyst.choose("[id='c.when.0.value']", "un_autre_enfant")
    analyst.click("#enregistrer")
    expect(page.locator(".plan .if")).to_have_text(
        "si « Qui inscrivez-vous ? » est « Un autre enfant »"
    )


def ask_for_each(analyst: Analyst) -> None:
    """A group that is asked for each child."""
    analyst.part("Enfants", "group")
    analyst.question("Son prénom")
    analyst.question("Nombre de repas par semaine", "integer")


def work_out_the_price(analyst: Analyst) -> None:
    """A last step: an amount, with a mistake on the way."""
    page = analyst.page
    analyst.choose("#partie-place", "/steps:2")
    analyst.part("Le prix")
    analyst.question("Prix par semaine", "computed")
    analyst.fill("#cle-compute", "sum(enfants.nombre_de_repas_par_semain) * 3.5")
    analyst.click("#enregistrer")
    expect(page.locator("#cle-compute-dit")).to_be_visible()
    analyst.fill("#cle-compute", "sum(enfants.nombre_de_repas_par) * 3.5")
    analyst.choose("#cle-shows", "money")
    analyst.click("#enregistrer")


def test_a_procedure_is_built_from_nothing_in_few_acts(
    own_site: Site, open_window: Callable[..., Window], look: Look
):
    analyst = Analyst(as_author(open_window(), own_site))
    page = analyst.page
    page.goto(own_site.url("/studio"))

    analyst.click("text=Nouvelle démarche")
    look(page, "a procedure to begin")
    analyst.fill("#titre", "Inscrire ses enfants à la cantine", enter=True)
    expect(page.locator("#question-titre")).to_be_focused()
    ask_who(analyst)
    page.reload()
    look(page, "a question with a condition")
    ask_for_each(analyst)
    work_out_the_price(analyst)
    expect(page.locator("#diagnostics .error")).to_have_count(0)
    expect(page.locator(LINES)).to_have_text([
        "Réglages de la démarche", "Votre envoi", "Votre nom", "Qui inscrivez-vous ?",
        "Quel est votre lien avec lui ?", "Enfants", "Enfant", "Son prénom",
        "Nombre de repas par semaine", "Le prix", "Prix par semaine",
    ])  # fmt: skip
    assert analyst.acts <= MOST_ACTS, analyst.acts


def test_parts_are_moved_by_keys_and_by_dragging(
    own_site: Site, open_window: Callable[..., Window]
):
    analyst = Analyst(as_author(open_window(), own_site))
    page = analyst.page
    page.goto(own_site.url("/studio/demarches/depot-de-documents?element=/steps/0"))
    first, second = page.locator(LINES).nth(1).inner_text(), page.locator(LINES).nth(3).inner_text()

    page.locator("#partie-steps-0").focus()
    analyst.sent(lambda: page.keyboard.press("Alt+ArrowDown"))
    expect(page.locator(LINES).nth(1)).to_have_text(second)
    line = page.locator("[data-pointer='/steps/1'] > .line-link")
    analyst.sent(lambda: line.drag_to(
        page.locator("[data-pointer='/steps/0'] > .line-link"), target_position={"x": 40, "y": 2}
    ))  # fmt: skip
    expect(page.locator(LINES).nth(1)).to_have_text(first)

    page.locator("#cle-title").fill("Ce que vous envoyez")
    analyst.sent(page.locator("[data-pointer='/steps/1'] > .line-link").click)
    expect(page.locator(LINES).nth(1)).to_have_text("Ce que vous envoyez")
