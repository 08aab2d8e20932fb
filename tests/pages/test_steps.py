"""The page of a step: its titles, where it leads, its progress."""

import pytest

from engine.definitions import Service, Site
from engine.journeys import Context
from tests.journeys.walking import Walker, plan
from tests.pages.shown import page_of

STEPS = """
  - step: a
    title: Premier écran
    intro: "Bonjour **{{ account.name }}** <b>"
    fields:
      - {field: x, type: choice, label: Choisissez, choices: [un, deux]}
      - {field: y, type: text, label: Dites, optional: true}
  - step: b
    title: Deuxième écran
    when: x == "deux"
    fields: [{field: z, type: text, label: "Et {{ y }}"}]
  - group: g
    title: Les objets
    count: 1
    done: Objet {{ item.position }} complet
    steps:
      - {step: c, title: Un, fields: [{field: v, type: text}]}
      - {step: d, title: Deux, fields: [{field: w, type: files, label: Fichiers}]}
"""


@pytest.fixture
def walker() -> Walker:
    """Somebody at the first step."""
    return Walker(plan(STEPS), context=Context(account={"name": "Léa"}))


def test_several_questions_stand_under_the_title_of_the_step(walker: Walker) -> None:
    page = page_of(walker, "a")

    assert (page.heading, page.title) == ("Premier écran", "Premier écran – Essai")


def test_one_question_is_the_title_itself(walker: Walker) -> None:
    walker.types("a", x="deux", y="vous")

    page = page_of(walker, "b")

    assert (page.heading, page.title) == (None, "Et vous – Essai")


def test_a_question_without_label_leaves_the_title_of_the_step(walker: Walker) -> None:
    walker.types("a", x="un", y="")

    page = page_of(walker, "g", "1", "c")

    assert page.heading == "Un"


def test_one_question_that_is_not_asked_leaves_the_title_of_the_step() -> None:
    field = '{field: x, type: text, label: Nom, when: account.profile == "x"}'
    walker = Walker(plan(f"  - {{step: a, title: Titre, intro: I, fields: [{field}]}}\n"))

    page = page_of(walker, "a")

    assert (page.heading, page.title) == ("Titre", "Titre – Essai")


def test_the_introduction_is_markdown_without_html(walker: Walker) -> None:
    page = page_of(walker, "a")

    assert page.intro == "<p>Bonjour <strong>Léa</strong> &lt;b&gt;</p>\n"


def test_the_first_step_has_nothing_before_it(walker: Walker) -> None:
    first = page_of(walker, "a").back
    walker.types("a", x="deux", y="")

    assert (first, page_of(walker, "b").back) == (None, "/a")


def test_the_progress_counts_the_steps_that_concern_the_person_and_the_summary(
    walker: Walker,
) -> None:
    walker.types("a", x="un", y="")
    short = page_of(walker, "a").progress
    walker.types("a", x="deux", y="")
    long = page_of(walker, "b").progress

    assert short is not None
    assert long is not None
    assert (short.position, short.total, short.title) == (1, 3, "Premier écran")
    assert (long.position, long.total, long.title) == (2, 4, "Deuxième écran")


def test_within_an_item_the_progress_is_that_of_the_item(walker: Walker) -> None:
    walker.types("a", x="un", y="")

    page = page_of(walker, "g", "1", "c")

    assert page.progress is not None
    assert (page.progress.position, page.progress.total) == (1, 2)
    assert page.back == "/g"


def test_the_button_says_what_comes_next(walker: Walker) -> None:
    walker.types("a", x="un", y="")
    first = page_of(walker, "g", "1", "c").next_label
    walker.types("g", "1", "c", v="v")
    last = page_of(walker, "g", "1", "d").next_label

    assert (first, last) == ("Suivant", "Objet 1 complet")


def test_a_step_with_files_is_sent_in_parts(walker: Walker) -> None:
    walker.types("a", x="un", y="")
    walker.types("g", "1", "c", v="v")

    assert page_of(walker, "g", "1", "d").multipart
    assert not page_of(walker, "a").multipart


def test_optional_answers_are_mentioned_when_some_are_and_some_are_not(walker: Walker) -> None:
    mixed = page_of(walker, "a").mention
    walker.types("a", x="un", y="")

    assert (
        mixed
        == "Toutes les réponses sont obligatoires, sauf celles marquées «\u00a0facultatif\u00a0»."
    )
    assert page_of(walker, "g", "1", "c").mention is None


def test_options_shown_as_buttons_need_no_other_button() -> None:
    field = "{field: x, type: choice, label: Quoi ?, show_as: buttons, choices: [un, deux]}"
    walker = Walker(plan(f"  - {{step: a, title: A, fields: [{field}]}}\n"))

    page = page_of(walker, "a")

    assert page.next_label is None


@pytest.mark.parametrize(
    ("head", "label"),
    [
        ("summary: false\n", "Transmettre"),
        ("summary: false\nsubmit: Tout envoyer\n", "Tout envoyer"),
        ("submit: Tout envoyer\n", "Suivant"),
    ],
)
def test_without_summary_the_last_step_sends(head: str, label: str) -> None:
    steps = (
        "  - {step: a, title: A, fields: [{field: x, type: text}]}\n"
        "  - {step: b, title: B, fields: [{field: y, type: text}]}\n"
    )
    made = plan(steps, head=f"procedure: essai\ntitle: Essai\nfor: anyone\n{head}")
    walker = Walker(made)
    walker.types("a", x="x")

    labels = [page_of(walker, "a").next_label, page_of(walker, "b").next_label]

    assert labels == ["Suivant", label]


def test_texts_follow_the_language_of_the_person() -> None:
    steps = (
        "  - {step: a, title: {fr: Accueil, en: Home}, fields:"
        " [{field: x, type: text, label: {fr: Nom, en: Name}}, {field: y, type: text}]}\n"
    )
    made = plan(steps)
    walkers = [Walker(made, context=Context(language=one)) for one in ("fr", "en")]

    pages = [page_of(walker, "a", x="", y="y") for walker in walkers]

    assert [(page.heading, page.next_label, page.errors[0].text) for page in pages] == [
        ("Accueil", "Suivant", "Nom\u00a0: cette réponse est obligatoire."),
        ("Home", "Next", "Name: this answer is required."),
    ]


def test_a_text_may_read_the_site() -> None:
    site = Site(
        name="ici",
        title="Ici",
        service=Service(name="Le service", address=(), email="a@b.test", phone="01"),
    )
    walker = Walker(plan('  - {step: a, title: "Écrire à {{ site.service.name }}"}\n', site=site))

    page = page_of(walker, "a")

    assert page.heading == "Écrire à Le service"
