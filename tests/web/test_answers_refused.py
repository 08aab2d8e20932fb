"""What is typed wrong: said in a sentence, kept in the page, nothing lost."""

from collections.abc import Callable

import pytest

from tests.web.client import Client, Page
from tests.web.conftest import on_both
from tests.web.depot import START, draft_of, to_files, to_hub, to_person, to_type
from tests.web.site import Site

LINES = "a\n" * 10
FITS = LINES + "é" * (163 - len(LINES))


def typed(client: Client) -> str | None:
    """What the comment holds after the page was asked for anew."""
    return client.open(client.page.address).value("commentaire")


def test_a_choice_that_is_missing_is_asked_for(lea: Client) -> None:
    lea.open(START)

    page = lea.send()

    assert page.status == 422
    assert page.errors == ["Choisissez ce que vous souhaitez envoyer."]
    assert page.title.startswith("Erreur\u00a0: ")


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("", "Indiquez le nombre de documents à envoyer."),
        ("trois", "Indiquez le nombre de documents à envoyer, en chiffres."),
        ("0", "Vous pouvez envoyer de 1 à 10 documents à la fois."),
        ("11", "Vous pouvez envoyer de 1 à 10 documents à la fois."),
        ("2.5", "Indiquez le nombre de documents à envoyer, en chiffres."),
        ("-1", "Vous pouvez envoyer de 1 à 10 documents à la fois."),
        ("9" * 400, "Indiquez le nombre de documents à envoyer, en chiffres."),
    ],
)
def test_a_number_that_cannot_be_is_refused(lea: Client, number: str, sentence: str) -> None:
    lea.open(START)
    lea.send({"envoi": "autres"})

    page = lea.send({"nombre": number})

    assert page.status == 422
    assert page.errors == [sentence]
    assert page.value("nombre") == number
    assert lea.open(page.address).value("nombre") == number


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Saisissez le nom du document."),
        ("   ", "Saisissez le nom du document."),
        ("ab", "Le nom du document doit contenir entre 3 et 30 caractères."),
        (" ab ", "Le nom du document doit contenir entre 3 et 30 caractères."),
        (
            "é" * 31,
            "Le nom du document doit contenir entre 3 et 30 caractères (il en contient 31).",
        ),
    ],
)
def test_a_name_too_short_or_too_long_is_refused(lea: Client, name: str, sentence: str) -> None:
    to_hub(lea)
    lea.follow("Charger le document 1")

    page = lea.send({"intitule": name})

    assert page.status == 422
    assert page.errors == [sentence]
    assert page.value("intitule") == name


@pytest.mark.parametrize(
    "name", ["abc", "é" * 30, " Pièce n° 1 (a-b.c) l'été ", "e\u0301" * 30, "😀😀😀"]
)
def test_a_name_is_measured_in_code_points_without_blanks_around(lea: Client, name: str) -> None:
    to_hub(lea)
    lea.follow("Charger le document 1")

    page = lea.send({"intitule": name})

    assert page.heading == "De quel type de document s'agit-il ?"


def test_a_type_must_be_chosen(lea: Client) -> None:
    to_hub(lea)
    to_type(lea)

    page = lea.send()

    assert page.errors == ["Choisissez un type de document."]


def test_a_person_and_a_comment_must_be_given(lea: Client) -> None:
    to_hub(lea)
    to_person(lea)

    page = lea.send()

    assert page.errors == [
        "Sélectionnez la personne concernée par ce document.",
        "Rédigez un commentaire expliquant votre envoi.",
    ]


def test_another_person_must_be_named(lea: Client) -> None:
    to_hub(lea)
    to_person(lea)

    page = lea.send({"personne": "autre", "commentaire": "Pour elle"})

    assert page.errors == ["Indiquez le nom de cette personne."]
    assert page.value("commentaire") == "Pour elle"


def test_another_person_needs_both_names(lea: Client) -> None:
    to_hub(lea)
    to_person(lea)
    lea.send({"personne": "autre", "commentaire": "Pour elle"})

    page = lea.send({"autre_personne.nom": "Durand"})

    assert page.errors == ["Indiquez le nom et le prénom de cette personne."]
    assert page.value("autre_personne.nom") == "Durand"


def test_a_comment_of_163_characters_on_several_lines_passes(lea: Client) -> None:
    to_hub(lea)
    to_person(lea)

    page = lea.send({"personne": "p1", "commentaire": FITS})

    assert len(FITS) == 163
    assert page.heading == "Ajoutez les pages de ce document"


@on_both
def test_a_comment_of_164_characters_is_refused_and_kept(lea: Client) -> None:
    to_hub(lea)
    to_person(lea)

    page = lea.send({"personne": "p1", "commentaire": FITS + "x"})

    assert page.errors == [
        "Le commentaire ne doit pas dépasser 163 caractères (il en contient 164)."
    ]
    assert (page.value("commentaire") or "").replace("\r", "") == FITS + "x"
    assert (typed(lea) or "").replace("\r", "") == FITS + "x"


def test_an_answer_that_begins_with_an_empty_line_is_shown_again_whole(lea: Client) -> None:
    to_hub(lea)
    to_person(lea)

    page = lea.send({"commentaire": "\n\nDeux lignes vides avant"})

    assert (page.value("commentaire") or "").replace("\r", "") == "\n\nDeux lignes vides avant"


@pytest.mark.parametrize(
    "typed_here", ["</textarea><script>x</script>", "{{ 7 * 7 }}", "\ue000value\ue001", "&amp;"]
)
def test_what_is_typed_is_never_read_as_code(lea: Client, typed_here: str) -> None:
    to_hub(lea)
    to_person(lea)

    page = lea.send({"commentaire": typed_here})

    assert page.value("commentaire") == typed_here


@pytest.mark.parametrize(
    ("to_place", "name", "value"),
    [
        (lambda client: client.open(START), "envoi", "inconnu"),
        (lambda client: client.open(START), "envoi", "ressources"),
        (to_type, "type", "inconnu"),
        (to_type, "type", "x" * 5000),
        (to_person, "personne", "p9"),
    ],
)
def test_an_option_that_is_not_offered_is_refused(
    lea: Client, to_place: Callable[[Client], Page], name: str, value: str
) -> None:
    if to_place in {to_type, to_person}:
        to_hub(lea)
    page = to_place(lea)

    refused = lea.post(page.address, {**page.values, name: value, "commentaire": "x"})

    assert refused.status == 422
    assert len(refused.errors) == 1
    assert lea.open(page.address).status == 200


def test_a_type_of_another_profile_is_refused(paul: Client) -> None:
    to_hub(paul)
    page = to_type(paul)

    refused = paul.post(page.address, {**page.values, "type": "carte-vitale"})

    assert refused.errors == ["Choisissez un type de document."]


@on_both
def test_a_step_that_is_not_open_leads_to_where_one_is(site: Site, lea: Client) -> None:
    hub = to_hub(lea)
    draft = draft_of(lea)
    steps = ["recapitulatif", "documents/1/fichiers", "documents/1/type", "documents/9/nature"]

    led = [lea.open(f"{draft}/{step}") for step in steps]
    posted = lea.post(f"{draft}/documents/1/fichiers", hub.values)

    assert {page.address for page in [*led, posted]} == {hub.address}


def test_a_summary_that_is_not_open_is_not_sent(site: Site, lea: Client) -> None:
    hub = to_hub(lea)

    led = lea.post(f"{draft_of(lea)}/recapitulatif", {**hub.values, "conformite": "oui"})

    assert led.address == hub.address
    assert site.count("submission") == 0


def test_a_step_that_does_not_exist_is_not_found(lea: Client) -> None:
    to_hub(lea)
    draft = draft_of(lea)

    found = [lea.open(f"{draft}/{step}").status for step in ("rien", "documents/1/rien", "a/b/c")]

    assert found == [404, 404, 404]


@pytest.mark.parametrize("bad", ["\x00", "a\x00b", "\ud800", "a\x07b", "\ufdd0\uffff", "\x1b[31m"])
@on_both
def test_characters_that_nobody_can_type_are_refused_everywhere(lea: Client, bad: str) -> None:
    to_hub(lea)
    to_person(lea)
    page = lea.page
    raw = bad.encode("utf-8", "surrogatepass")
    names = [
        "personne",
        "commentaire",
        "autre_personne.nom",
        "_revision",
        "_action",
        "_champ",
        "_recherche",
    ]

    answers = [
        lea.ask("POST", page.address, data={**page.values, "personne": "autre", name: raw}).status
        for name in names
    ]

    assert set(answers) <= {200, 422}
    assert lea.open(page.address).status == 200


def test_two_thousand_fields_are_no_harm(lea: Client) -> None:
    to_hub(lea)
    page = to_person(lea)
    many = {f"champ{number}": "x" for number in range(2000)}

    answer = lea.post(
        page.address, {**page.values, **many, "personne": "p1", "commentaire": "Voici"}
    )

    assert answer.heading == "Ajoutez les pages de ce document"
    assert "champ1" not in str(lea.open(draft_of(lea)).html)


def test_more_parts_than_a_form_has_give_a_page_and_lose_nothing(lea: Client) -> None:
    to_hub(lea)
    page = to_files(lea)
    many = {f"champ{number}": "x" for number in range(2001)}

    answer = lea.post(page.address, {**page.values, **many}, {"pages": [("", b"")]})

    assert answer.status == 413
    assert lea.follow("Revenir à la page").address == page.address


def test_somebody_without_family_is_not_asked_for_a_person(site: Site) -> None:
    emma = site.client("emma")
    to_hub(emma)
    to_type(emma)
    page = emma.send({"type": "carte-identite"})

    forged = {**page.values, "personne": "p1", "commentaire": "Pour un salarié"}
    after = emma.post(page.address, forged)

    assert "Quelle personne" not in page.text
    assert after.heading == "Ajoutez les pages de ce document"
    assert '"personne"' not in site.rows("SELECT answers FROM draft")[0][0]


def test_a_field_said_many_times_counts_once(lea: Client) -> None:
    to_hub(lea)
    page = to_person(lea)

    answer = lea.post(
        page.address, {**page.values, "personne": ["p1", "p2"], "commentaire": ["un"] * 500}
    )

    assert answer.heading == "Ajoutez les pages de ce document"
