"""The pages made of blocks, and the help that is there before signing in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.web.client import Client, words
from tests.web.depot import to_hub, to_receipt
from tests.web.site import Site

FILE = "sites/msa.yaml"
PHONE = "01\u00a000\u00a000\u00a000\u00a000"
BARE = """site: msa
title: Essai
hosts: [localhost]
service: {name: S, address: [1 place], email: s@demo.test, phone: 01 00 00 00 00}
"""


def block(client: Client, name: str) -> str:
    """The words of a block of the page."""
    return words(client.page.tree.xpath(f"//section[@id='bloc-{name}']")[0])


def blocks(client: Client) -> list[str]:
    """The ids of the blocks of the page."""
    return [str(one) for one in client.page.tree.xpath("//main//section/@id")]


@pytest.mark.parametrize("address", ["/", "/aide", "/actualites", "/visite-guidee", "/tutoriels"])
def test_help_is_there_without_an_account(nobody: Client, address: str) -> None:
    page = nobody.open(address)

    assert page.status == 200
    assert PHONE in page.html
    assert page.tree.xpath("//header//a[@href='tel:0100000000']")


def test_the_public_home_has_the_news_and_the_telephone(nobody: Client) -> None:
    nobody.open("/")

    assert "Envoyez vos documents en ligne" in block(nobody, "news")
    assert PHONE.replace("\u00a0", " ") in block(nobody, "news").replace("\u00a0", " ")
    assert "Vous vous identifiez d'abord" in block(nobody, "procedures")


@pytest.mark.parametrize(
    "address", ["/tableau-de-bord", "/espace/contact-et-echanges", "/mes-documents"]
)
def test_the_space_of_a_person_asks_to_sign_in(nobody: Client, address: str) -> None:
    assert nobody.open(address).status == 401


def test_a_page_that_no_site_has_is_not_found(lea: Client) -> None:
    statuses = [lea.open(one).status for one in ("/espace/rien", "/tutoriels/rien", "/medias/x")]

    assert statuses == [404, 404, 404]


def test_nothing_to_do_is_said(lea: Client) -> None:
    lea.open("/tableau-de-bord")

    assert "Rien ne vous attend pour le moment." in block(lea, "tasks")
    assert "Rien de transmis" in block(lea, "submissions")


def test_a_draft_is_a_task_with_one_thing_to_do(lea: Client) -> None:
    to_hub(lea)
    draft = lea.page.address

    lea.open("/tableau-de-bord")
    (link,) = lea.page.tree.xpath("//section[@id='bloc-tasks']//a")
    page = lea.open(link.get("href"))

    assert words(link).startswith("Reprendre mon envoi")
    assert page.heading in lea.open(draft).heading


def test_what_was_sent_is_on_the_dashboard_and_among_the_documents(lea: Client) -> None:
    receipt = to_receipt(lea)
    reference = receipt.tree.xpath("string(//*[@class='reference']//strong)")

    lea.open("/tableau-de-bord")
    on_dashboard = block(lea, "submissions")
    documents = lea.open("/mes-documents").text

    assert reference in on_dashboard
    assert f"Accusé de réception {reference}" in documents
    assert lea.http.get(lea.page.link("Télécharger (PDF)")).mimetype == "application/pdf"


def test_a_person_sees_nothing_of_another(lea: Client, site: Site) -> None:
    to_receipt(lea)

    paul = site.client("paul")

    assert "G-2025" not in paul.open("/tableau-de-bord").html
    assert "G-2025" not in paul.open("/mes-documents").html


@pytest.mark.parametrize(
    ("person", "seen"), [("lea", set()), ("paul", {"exploitant"}), ("emma", {"employeur"})]
)
def test_some_blocks_are_for_one_profile(site: Site, person: str, seen: set[str]) -> None:
    client = site.client(person)

    client.open("/espace/contact-et-echanges")

    assert {"exploitant", "employeur"} & {one[5:] for one in blocks(client)} == seen


def test_the_way_to_the_messages_is_that_of_the_procedure(lea: Client) -> None:
    lea.open("/tableau-de-bord")

    lea.follow("Mes messages")
    link = lea.page.link("Accéder à la messagerie")

    assert lea.page.heading == "Contact & échanges"
    assert link == "/mes-messages"


def test_the_menu_leads_to_the_space(lea: Client) -> None:
    page = lea.open("/")

    addresses = page.tree.xpath("//header//details//a/@href")

    assert addresses[:2] == ["/tableau-de-bord", "/mes-messages"]
    assert "/mes-documents" in addresses
    assert page.tree.xpath("//header//details//form[@action='/deconnexion']")


def test_the_footer_says_what_the_law_wants(nobody: Client) -> None:
    footer = nobody.open("/").tree.xpath("//footer")[0]

    said = words(footer).replace("\u00a0", " ")

    assert "Accessibilité : non conforme" in said
    assert {"/accessibilite", "/mentions-legales", "/confidentialite", "/cookies"} <= {
        *footer.xpath(".//a/@href")
    }


def test_the_tour_is_a_page_and_is_offered_until_it_is_refused(lea: Client) -> None:
    tour = lea.open("/visite-guidee")
    lea.open("/tableau-de-bord")
    offered = block(lea, "tour")

    form = lea.page.tree.xpath("//section[@id='bloc-tour']//form")[0]
    lea.post(form.get("action"), {"_csrf": form.xpath(".//input/@value")[0]})

    assert next(words(one) for one in tour.tree.xpath("//ol//h2")) == "Ce qui vous attend"
    assert "Passer la visite" in offered
    assert lea.page.address == "/tableau-de-bord"
    assert "Passer la visite" not in block(lea, "tour")
    assert "Refaire la visite guidée" in block(lea, "tour")


def test_the_script_of_the_tour_is_loaded_on_the_dashboard_only(lea: Client) -> None:
    loaded = {
        address: bool(lea.open(address).tree.xpath("//script[contains(@src, 'tour')]"))
        for address in ("/", "/tableau-de-bord", "/visite-guidee", "/aide")
    }

    assert [one for one, is_loaded in loaded.items() if is_loaded] == ["/tableau-de-bord"]


def test_an_administrator_changes_a_page_with_no_restart(
    open_site: Callable[..., Site], forms: Path
) -> None:
    site = open_site()
    lea = site.client("lea")
    lea.open("/tableau-de-bord")
    before = blocks(lea)

    file = forms / FILE
    text = file.read_text().replace("    - tasks: {}\n", "", 1)
    text = text.replace(
        "    - tour:\n", "    - tasks: {title: Ce qui presse}\n    - tour:\n", 1
    ).replace("Envoyez vos documents en ligne", "Du nouveau")
    file.write_text(text)
    site.look_at_forms()
    lea.open("/tableau-de-bord")

    assert before.index("bloc-tasks") < before.index("bloc-news")
    assert blocks(lea).index("bloc-tasks") > blocks(lea).index("bloc-news")
    assert "Ce qui presse" in block(lea, "tasks")
    assert "Du nouveau" in block(lea, "news")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("    - tasks: {}\n", "    - taches: {}\n"),
        ("phone: 01 00 00 00 00", "phone: à venir"),
        ("{{ account.name }}", "{{ account.nom }}"),
    ],
)
def test_a_site_with_a_mistake_stays_as_it_was(
    open_site: Callable[..., Site], forms: Path, right: str, wrong: str
) -> None:
    site = open_site()
    lea = site.client("lea")
    file = forms / FILE
    text = file.read_text()
    assert right in text

    file.write_text(text.replace(right, wrong).replace("Mon espace privé", "Autre chose"))
    site.look_at_forms()
    page = lea.open("/tableau-de-bord")

    assert page.heading == "Mon espace privé"
    assert "Autre chose" not in page.html


def test_a_site_that_says_nothing_of_its_pages_has_usual_ones(
    open_site: Callable[..., Site], forms: Path
) -> None:
    (forms / FILE).write_text(BARE)
    site = open_site()
    lea = site.client("lea")

    home, dashboard = lea.open("/").heading, lea.open("/tableau-de-bord").heading

    assert (home, dashboard) == ("Vos démarches en ligne", "Tableau de bord")
    assert blocks(lea) == ["bloc-tasks", "bloc-procedures", "bloc-submissions", "bloc-contact"]
    assert lea.open("/visite-guidee").text.endswith("Il n'y a pas de visite guidée ici.")


RECORDS = """dashboard:
  blocks:
    - record_list:
        list: personnes
        label: "{{ row.prenom }} {{ row.nom }}"
        text: "{{ row.lien }}"
        empty: "Personne n'est rattaché à votre compte. Contactez le {{ site.service.phone }}."
        changes: [{label: Modifier, procedure: banc}, {label: Retirer, procedure: absente}]
"""


def test_a_list_of_the_profile_is_shown_with_its_ways_or_says_what_to_do(
    open_site: Callable[..., Site], forms: Path
) -> None:
    (forms / FILE).write_text(BARE + RECORDS)
    site = open_site()
    lea, emma = site.client("lea"), site.client("emma")

    lea.open("/tableau-de-bord")
    emma.open("/tableau-de-bord")

    assert "Inès Benali-Martin enfantModifier" in block(lea, "record_list")
    assert "Retirer" not in block(lea, "record_list")
    assert "Contactez le 01 00 00 00 00." in block(emma, "record_list")


def test_news_are_shown_from_their_day_to_their_last(
    open_site: Callable[..., Site], forms: Path
) -> None:
    days = {"passee": "2025-03-01, until: 2025-03-11", "là": "2025-03-12, until: 2025-03-12",
            "future": "2025-03-13"}  # fmt: skip
    news = "".join(
        f"  - {{news: {name}, title: {name}, date: {day}, text: A}}\n" for name, day in days.items()
    )
    (forms / FILE).write_text(f"{BARE}news:\n{news}")

    page = Client(open_site().app).open("/actualites")

    assert [words(one) for one in page.tree.xpath("//article/h2")] == ["là"]


def test_a_video_comes_with_its_captions_and_words_once_it_is_there(
    open_site: Callable[..., Site], forms: Path
) -> None:
    (forms / FILE).write_text(
        f"{BARE}tutorials:\n  - {{tutorial: voir, title: Voir, video: v.webm, captions: v.vtt,"
        " transcript: Tout ce qui est dit}\n"
    )
    client = Client(open_site().app)
    before = client.open("/tutoriels/voir")

    (forms / "medias").mkdir(exist_ok=True)
    (forms / "medias" / "v.webm").write_bytes(b"0123456789")
    (forms / "medias" / "v.vtt").write_text("WEBVTT\n")
    after = client.open("/tutoriels/voir")
    with client.http.get("/medias/v.webm", headers={"Range": "bytes=2-4"}) as part:
        received = (part.status_code, part.data, part.mimetype)

    assert not before.tree.xpath("//video")
    assert after.tree.xpath("//video/track[@kind='captions']/@src") == ["/medias/v.vtt"]
    assert "Tout ce qui est dit" in before.text
    assert "Tout ce qui est dit" in after.text
    assert received == (206, b"234", "video/webm")


@pytest.mark.parametrize("name", ["../sites/msa.yaml", "x.yaml", "..%2fsites%2fmsa.yaml"])
def test_nothing_but_medias_can_be_asked_for(nobody: Client, name: str) -> None:
    assert nobody.http.get(f"/medias/{name}").status_code == 404


def test_a_page_with_another_style_sheet_is_loaded_whole(nobody: Client) -> None:
    asked = {"HX-Request": "true", "HX-Current-URL": "http://localhost/demarches/banc"}

    from_elsewhere = nobody.http.get("/", headers=asked)
    from_here = nobody.http.get("/", headers={**asked, "HX-Current-URL": "http://localhost/aide"})

    assert from_elsewhere.headers["HX-Redirect"] == "/"
    assert "HX-Redirect" not in from_here.headers
