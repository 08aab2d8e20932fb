"""Importing a register: looked at before it is taken, taken whole or not at all."""

import json

import pytest

from tests.samples import pdf
from tests.web.client import Client
from tests.web.conftest import on_both
from tests.web.site import Site
from tests.web.tax import GITE, IMPORT, START, host_of, send_file, stay, to_receipt, to_stays

HEAD = "Arrivée;Départ;Personnes;Mineurs;Exonérés;Motif;Collecte;Plateforme;Prix HT de la nuit"
RIGHT = f"""{HEAD}
01/02/2025;08/02/2025;4;2;;;;;100
2025-02-10;2025-02-13;2;0;0;;Vous;;85,50
15-02-2025;16-02-2025;2;0;;;Une plateforme;Airbnb;
20.02.2025;22.02.2025;3;0;1;Travailleur saisonnier employé sur le territoire|urgence;direct;;60
"""
WRONG = f"""{HEAD}
32/02/2025;08/02/2025;4;2;;;;;100
10/02/2025;09/02/2025;2;0;0;;;;85,50
15/02/2025;16/02/2025;-3;0;;;;;12
20/02/2025;22/02/2025;2;0;0;;;;
24/02/2025;25/02/2025;2;3;0;;pigeon;;12,345
"""


@pytest.fixture
def host(site: Site) -> Client:
    """A host at the stays of February."""
    client = host_of(site)
    to_stays(client)
    return client


def kept(site: Site) -> list[dict[str, object]]:
    """The stays kept in the draft."""
    ((answers,),) = site.rows("SELECT answers FROM draft")
    found: list[dict[str, object]] = json.loads(answers).get("sejours", [])
    return found


@on_both
def test_a_right_file_is_shown_then_taken_whole(site: Site, host: Client) -> None:
    preview = send_file(host, RIGHT.encode("cp1252"))
    before = kept(site)
    hub = host.send(action="remplacer")

    assert "4 lignes lues, sans erreur." in preview.text
    first = [cell.text_content() for cell in preview.tree.xpath("//main//tbody/tr[1]/td")]
    assert first == ["01/02/2025", "08/02/2025", "4", "2", "0", "", "Vous", "", "100,00"]
    assert [one for one in before if "arrivee" in one] == []
    assert hub.text.count("Complet") == 4
    assert [one["arrivee"] for one in kept(site)] == [
        "2025-02-01", "2025-02-10", "2025-02-15", "2025-02-20",
    ]  # fmt: skip
    assert kept(site)[0]["prix"] == "100.00"
    assert kept(site)[2]["operateur"] == "Airbnb"
    assert kept(site)[3]["motifs"] == ["saisonnier", "urgence"]
    assert (kept(site)[0]["exoneres"], kept(site)[0]["collecte"]) == (0, "direct")


def test_what_was_imported_is_declared(site: Site, host: Client) -> None:
    send_file(host, RIGHT.encode())
    host.send(action="remplacer")

    page = to_receipt(host)

    assert "Votre envoi est bien reçu" in page.heading


@on_both
def test_all_the_mistakes_are_told_line_by_line_and_nothing_is_taken(
    site: Site, host: Client
) -> None:
    stay(host, prix="100")
    before = kept(site)

    page = send_file(host, WRONG.encode())
    rows = [
        [" ".join(cell.text_content().split()) for cell in row]
        for row in page.tree.xpath("//main//tbody/tr")
    ]

    assert page.status == 422
    (told,) = page.errors
    assert told.startswith("5 lignes comportent des erreurs : rien n'a été importé.")
    assert [row[:3] for row in rows] == [
        ["2", "Arrivée", "32/02/2025"],
        ["3", "Départ", "09/02/2025"],
        ["4", "Personnes", "-3"],
        ["5", "Prix HT de la nuit", ""],
        ["6", "Collecte", "pigeon"],
        ["6", "Mineurs", "3"],
    ]
    assert rows[1][3] == "La date de départ doit être postérieure à la date d'arrivée."
    assert kept(site) == before
    assert "Fichier du registre" in host.open(IMPORT).text


def test_the_lines_are_added_to_what_is_there(site: Site, host: Client) -> None:
    stay(host, prix="100")

    preview = send_file(host, RIGHT.encode())
    host.send(action="ajouter")

    assert "1 saisie est déjà là." in preview.text
    assert len(kept(site)) == 5
    assert len({str(one["_key"]) for one in kept(site)}) == 5


def test_the_lines_take_the_place_of_what_is_there(site: Site, host: Client) -> None:
    stay(host, prix="100")

    send_file(host, RIGHT.encode())
    host.send(action="remplacer")

    assert len(kept(site)) == 4
    assert "1" not in {one["_key"] for one in kept(site)}


def test_one_may_choose_another_file(site: Site, host: Client) -> None:
    send_file(host, RIGHT.encode())

    page = host.send(action="annuler")

    assert "Fichier du registre" in page.text
    assert kept(site) == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Ce fichier est vide."),
        (pdf(1), "Ce fichier n'est pas un fichier CSV."),
        ("Départ;Personnes\n08/02/2025;2\n".encode(), "Il manque la colonne « Arrivée »."),
        (b"a;b\n1;2\n", "Il manque les colonnes « Arrivée », « Départ », « Occupants »."),
        (f"{HEAD};Arrivée\n".encode() + b"01/02/2025" + b";" * 9 + b"\n",
         "La colonne « Arrivée » figure plusieurs fois."),
        (f"{HEAD}\n01/02/2025;;;;;;;;;trop\n".encode(), "La ligne 2 a plus de cellules"),
        (f"{HEAD}\n".encode(), "Ce fichier contient des titres, et aucune ligne en dessous."),
        (f"{HEAD}\n".encode() + b"01/02/2025;08/02/2025;2;;;;;;9\n" * 401,
         "Ce fichier compte 401 lignes ; on peut en saisir 400 au plus ici."),
        (f'{HEAD}\n01/02/2025;"08\n'.encode(), "La ligne 2 du fichier est illisible"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_the_register_is_refused(
    site: Site, host: Client, data: bytes, words: str
) -> None:
    page = send_file(host, data)

    assert page.status == 422
    assert words in page.errors[0].replace("\u00a0", " ")
    assert kept(site) == []


def test_no_file_is_told(host: Client) -> None:
    host.open(IMPORT)

    page = host.send(action="lire", files={"fichier": [("", b"")]})

    assert page.status == 422
    assert page.errors == ["Sélectionnez un fichier."]


def test_the_columns_that_nobody_reads_are_told(host: Client) -> None:
    data = f"{HEAD};Couleur\n01/02/2025;08/02/2025;2;;;;;;9;bleu\n"
    page = send_file(host, data.encode())

    assert "Ces colonnes ne sont pas lues : « Couleur »." in page.text.replace("\u00a0", " ")


def test_400_lines_are_taken_and_one_more_is_not_added(site: Site, host: Client) -> None:
    lines = "".join("01/02/2025;08/02/2025;2;;;;;;9\n" for _ in range(400))

    send_file(host, f"{HEAD}\n{lines}".encode())
    host.send(action="remplacer")
    page = send_file(host, f"{HEAD}\n01/02/2025;08/02/2025;2;;;;;;9\n".encode())

    assert len(kept(site)) == 400
    assert "Cela ferait 401 en tout" in page.text
    assert "ajouter" not in page.actions()


def test_what_waits_is_judged_again_when_the_month_has_changed(site: Site, host: Client) -> None:
    send_file(host, RIGHT.encode())
    waiting = host.page
    host.open(f"{START}/periode")
    host.send({"mois": "01/2025"})
    host.send()

    shown = host.open(IMPORT)
    page = host.post(waiting.address, {**waiting.values, "_action": "remplacer"})

    assert "4 lignes comportent des erreurs" in shown.errors[0]
    assert page.status == 422
    assert kept(site) == []


def test_what_was_taken_in_another_tab_does_not_wait_any_more(site: Site, host: Client) -> None:
    waiting = send_file(host, RIGHT.encode())
    host.send(action="remplacer")

    page = host.post(waiting.address, {**waiting.values, "_action": "remplacer"})

    assert page.status == 422
    assert page.errors == ["Le fichier doit être envoyé de nouveau : il n'est plus conservé."]
    assert len(kept(site)) == 4


def test_a_file_to_fill_in_has_the_headings(host: Client) -> None:
    host.open(IMPORT)

    response = host.http.get(f"{IMPORT}/modele.csv")

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    (line,) = response.data.decode("utf-8-sig").splitlines()
    assert line.split(";") == [
        "Arrivée", "Départ", "Occupants", "Mineurs", "Autres exonérés", "Motif", "Collecte",
        "Opérateur", "Prix HT de la nuit",
    ]  # fmt: skip


def test_a_group_without_register_has_no_import(site: Site) -> None:
    assert site.client("lea").open("/demarches/depot-de-documents/-/importer/documents").status in {
        401, 404,
    }  # fmt: skip


def test_prices_are_not_read_for_a_lodging_that_is_classified(site: Site) -> None:
    client = host_of(site)
    to_stays(client, GITE)

    send_file(client, RIGHT.encode())
    client.send(action="remplacer")

    assert all("prix" not in one for one in kept(site))


def test_a_form_without_its_token_imports_nothing(site: Site, host: Client) -> None:
    waiting = send_file(host, RIGHT.encode())

    page = host.post(waiting.address, {**waiting.values, "_csrf": "", "_action": "remplacer"})

    assert page.status == 422
    assert kept(site) == []
