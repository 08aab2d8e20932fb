"""The deposit of documents, as it is shipped: walked by each profile, refused as it should be."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.definitions import load_library
from engine.journeys import Context, Plan, offered, plan_of
from engine.pages.receipts import receipt_content
from tests.journeys.walking import TODAY, Walker
from tests.pages.shown import FILE, LINKS, hub_of, lines, page_of, state_of, summary_of

FORMS = Path(__file__).parents[2] / "forms"
CASES = yaml.safe_load((Path(__file__).parent / "refusals.yaml").read_text("utf-8"))
LIBRARY = load_library(FORMS)
FAMILY = [
    {"id": "p1", "prenom": "Léa", "nom": "Martin", "lien": "enfant"},
    {"id": "p2", "prenom": "Hugo", "nom": "Martin", "lien": "conjoint"},
]
PROFILES = ["particulier", "exploitant", "employeur"]


def ready(name: str) -> Plan:
    """The plan of a shipped procedure."""
    (definition,) = [one for path, one in LIBRARY.definitions.items() if Path(path).stem == name]
    assert definition.procedure is not None
    return plan_of(definition.procedure, LIBRARY)


DEPOT = ready("depot-de-documents")


def somebody(profile: str = "particulier", count: int = 1) -> Walker:
    """A person of some profile who has said how many documents to send."""
    account = {"profile": profile, "email": "lea@exemple.test", "name": "Léa Martin"}
    walker = Walker(DEPOT, context=Context(account, {"personnes": FAMILY}, today=TODAY))
    walker.types("accueil", envoi="autres")
    walker.types("nombre", nombre=str(count))
    return walker


def fills(walker: Walker, key: str, name: str = "Carte d'identité", **at_person: Any) -> None:
    """Answer all about one document."""
    typed = at_person or {"personne": "p1"}
    if walker.context.account["profile"] == "employeur":
        typed = {}
    walker.types("documents", key, "nature", intitule=name)
    walker.types("documents", key, "type", type="autre")
    walker.types("documents", key, "personne", commentaire="Renouvellement", **typed)
    walker.keep(("documents", key, "fichiers"), {"pages": [{**FILE, "id": f"u{key}"}]})


def at_step(path: list[str], profile: str) -> Walker:
    """Somebody for whom a step is open."""
    walker = somebody(profile)
    if len(path) == 3:
        fills(walker, "1")
    return walker


def test_everything_that_is_shipped_is_read_with_nothing_wrong() -> None:
    found = [one for definition in LIBRARY.definitions.values() for one in definition.diagnostics]
    problems = [one for definition in LIBRARY.definitions.values() for one in definition.problems]

    assert (list(LIBRARY.diagnostics), found, problems) == ([], [], [])
    assert all(definition.procedure for definition in LIBRARY.definitions.values())


def test_every_shipped_procedure_has_a_plan() -> None:
    plans = [
        plan_of(definition.procedure, LIBRARY)
        for definition in LIBRARY.definitions.values()
        if definition.procedure
    ]

    assert len(plans) == len(LIBRARY.definitions)


@pytest.mark.parametrize(
    "case", [pytest.param(one, id=f"{'-'.join(one['at'])} {one['typed']}") for one in CASES]
)
def test_says_what_is_wrong_in_the_words_of_the_service(case: dict[str, Any]) -> None:
    walker = at_step(case["at"], case.get("as", "particulier"))
    if case["at"][-1] == "fichiers":
        walker.keep(tuple(case["at"]), {"pages": []})

    state = state_of(walker, *case["at"], **{"_revision": "1", **case["typed"]})

    assert [text for _, text in lines(state)] == case["said"]


@pytest.mark.parametrize(("length", "said"), [(163, []), (170, [
    "Le commentaire ne doit pas dépasser 163 caractères (il en contient 170)."
])])  # fmt: skip
def test_the_comment_counts_each_line_end_once(length: int, said: list[str]) -> None:
    walker = at_step(["documents", "1", "personne"], "particulier")
    comment = "a" * 80 + "\r\n" + "é" * (length - 81)

    state = state_of(walker, "documents", "1", "personne", personne="p1", commentaire=comment)

    assert [text for _, text in lines(state)] == said


@pytest.mark.parametrize("profile", PROFILES)
def test_each_profile_sends_two_documents(profile: str) -> None:
    walker = somebody(profile, 2)

    fills(walker, "1")
    fills(walker, "2", "Bail")

    assert walker.journey.complete
    sent = walker.journey.sent()
    assert (sent["envoi"], sent["nombre"], len(sent["documents"])) == ("autres", 2, 2)
    assert ("personne" in sent["documents"][0]) == (profile != "employeur")


@pytest.mark.parametrize("profile", PROFILES)
def test_the_type_is_searched_for_the_name_given_and_another_document_comes_last(
    profile: str,
) -> None:
    walker = somebody(profile)
    walker.types("documents", "1", "nature", intitule="carte")
    place = walker.step("documents", "1", "type")
    (field,) = place.plan.fields

    options = offered(field, place.environment)

    assert options[-1].label == "un autre document"
    assert len(options) <= 9
    rows = [LIBRARY.tables["types-de-document"].rows[one.value] for one in options[:-1]]
    assert all(profile in row["profils"] for row in rows)


def test_carte_finds_the_three_cards() -> None:
    walker = somebody()
    walker.types("documents", "1", "nature", intitule="carte")
    place = walker.step("documents", "1", "type")

    labels = [one.label for one in offered(place.plan.fields[0], place.environment)]

    assert {"Carte nationale d'identité", "Carte Vitale"} <= set(labels)
    assert any(label.startswith("Carte européenne") for label in labels)


def test_the_persons_of_the_file_are_offered_and_another() -> None:
    walker = at_step(["documents", "1", "personne"], "particulier")

    options = state_of(walker, "documents", "1", "personne").options["personne"]

    assert [(one.value, one.label) for one in options] == [
        ("p1", "Léa Martin"), ("p2", "Hugo Martin"), ("autre", "Une autre personne"),
    ]  # fmt: skip


def test_another_person_is_named_and_forgotten_when_it_is_somebody_of_the_file() -> None:
    walker = somebody()
    named = {"autre_personne.nom": "Petit", "autre_personne.prenom": "Zoé"}
    fills(walker, "1", personne="autre", **named)
    other = walker.journey.sent()["documents"][0]

    walker.types("documents", "1", "personne", personne="p2", commentaire="Renouvellement")

    assert other["autre_personne"] == {"nom": "Petit", "prenom": "Zoé"}
    assert "autre_personne" not in walker.journey.sent()["documents"][0]
    assert walker.journey.complete


@pytest.mark.parametrize(("count", "said"), [(1, "1 document"), (3, "3 documents")])
def test_the_number_is_said_right(count: int, said: str) -> None:
    walker = somebody(count=count)

    hub = hub_of(walker, "documents")
    for key in range(1, count + 1):
        fills(walker, str(key))

    assert hub.heading == f"Vous voulez transmettre {said}"
    assert hub.missing == f"Il reste {said} à compléter."
    assert summary_of(walker).submit_label == f"Transmettre ce{'s' * (count > 1)} {said}".replace(
        " 1 ", " "
    )


def test_the_hub_names_each_document_and_its_state() -> None:
    walker = somebody(count=3)
    fills(walker, "1")
    walker.types("documents", "2", "nature", intitule="Bail")

    page = hub_of(walker, "documents")

    assert [(one.title, one.state, one.action) for one in page.items] == [
        ("Carte d'identité", "done", "Modifier"),
        ("Bail", "doing", "Continuer"),
        ("Document 3", "todo", "Charger le document 3"),
    ]
    assert (page.can_add, page.next_url) == (True, None)


def test_ten_documents_at_most_even_by_adding_them_one_by_one() -> None:
    page = hub_of(somebody(count=10), "documents")

    assert not page.can_add


def test_the_steps_say_how_a_document_ends() -> None:
    walker = at_step(["documents", "1", "fichiers"], "particulier")

    labels = [
        page_of(walker, "documents", "1", step).next_label
        for step in ("nature", "type", "personne", "fichiers")
    ]

    assert labels == ["Suivant", "Suivant", "Suivant", "Mon document 1 est complet"]


def test_the_welcome_goes_on_at_once_and_leads_elsewhere() -> None:
    walker = Walker(DEPOT, context=Context({"profile": "particulier"}))

    page = page_of(walker, "accueil")

    assert (page.heading, page.next_label, page.back) == (None, None, None)
    assert page.progress is not None
    assert (page.progress.position, page.progress.total) == (1, 4)


@pytest.mark.parametrize(
    ("profile", "person"),
    [("particulier", ["Léa Martin"]), ("exploitant", ["Léa Martin"]), ("employeur", [])],
)
def test_the_summary_and_the_receipt_say_what_was_sent(profile: str, person: list[str]) -> None:
    walker = somebody(profile)
    fills(walker, "1")
    received = datetime(2025, 3, 12, 13, 32, tzinfo=UTC)
    site = LIBRARY.site
    assert site is not None

    summary = summary_of(walker)
    receipt = receipt_content(walker.journey, LINKS, site, "DEP-2025-000001", received)

    first, document = summary.sections
    assert [row.value for row in first.rows] == ["D'autres documents", "1"]
    assert document.title == "1. Carte d'identité"
    assert [row.value for row in document.rows] == [
        "Carte d'identité", "un autre document", *person, "Renouvellement", "1 fichier, 2 pages",
    ]  # fmt: skip
    assert [file.hash for row in document.rows for file in row.files] == ["abcdef012345"]
    assert [section["title"] for section in receipt["sections"]] == [None, "1. Carte d'identité"]
    assert receipt["received_at"] == "mercredi 12 mars 2025 à 14\u00a0h\u00a032"
    assert all(receipt["service"][key] for key in ("name", "address", "email", "phone"))


def test_the_box_is_to_be_ticked_before_sending() -> None:
    walker = somebody()
    fills(walker, "1")

    page = summary_of(walker, "conformite")

    assert lines(page) == [
        ("champ-conformite", "Cochez la case pour attester l'exactitude de vos renseignements.")
    ]


def test_nothing_opens_before_its_turn() -> None:
    walker = Walker(DEPOT, context=Context({"profile": "particulier"}))
    first = [place.path for place in walker.journey.places]
    walker.types("accueil", envoi="autres")
    walker.types("nombre", nombre="2")

    steps = [[step.path[2] for step in item.steps] for item in walker.hub("documents").items]

    assert first == [("accueil",)]
    assert steps == [["nature"], ["nature"]]


def test_the_deposit_wizard_is_complete_without_a_summary() -> None:
    walker = Walker(ready("banc"))
    walker.types("kind", kind="thesis")
    walker.types("count", count="1")
    walker.types("title", title="On computable numbers")
    walker.types("contact", person="p2", reason="To share it")
    walker.keep(("document",), {"document": [FILE]})
    last = page_of(walker, "attest")

    walker.types("attest", attest="oui")

    assert last.next_label == "Submit the deposit"
    assert walker.journey.complete
