"""Inviting persons by post: their file, their codes, their letters, what becomes of them."""

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

from engine.accounts.codes import read_code
from engine.accounts.hashing import verified
from engine.database import Database, accounts, events, invitations
from engine.errors import ConflictError, NotFoundError
from engine.i18n import gettext
from engine.services import inviting
from engine.services.desk import Desk
from engine.services.expecting import expected_at
from engine.services.inviting import Batch, Reading
from engine.services.letters import Letter, content_of
from engine.services.persons_file import MOST_BYTES
from tests.conftest import NOON
from tests.services.asking import SITE, a_desk, mails, somebody

LIFE = timedelta(days=60)
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")
TITLES = "reference;nom;prenom;adresse;code_postal;commune;code_postal_connu"
CAMILLE = "H-1;Roux;Camille;12 chemin des Mélèzes;05340;Vallouise-Pelvoux;05240"
ZOE = "H-2;Brun;Zoé;1 rue Haute;05100;Briançon;"
PROFILE = """
records:
  contact: {telephone: text, adresse: text, code_postal: text, commune: text}
profile:
  hebergements: {id: text, nom: text, capacite: integer, fin: date}
  personnes: {id: text, prenom: text, nom: text}
"""


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    """Two sites, and what their accounts know."""
    (tmp_path / "forms" / "sites").mkdir(parents=True)
    (tmp_path / "forms" / "profile.yaml").write_text(PROFILE, "utf-8")
    for name, profiles in (("msa", "{hebergeur: hébergeur}"), ("other", "{a: a, b: b}")):
        text = SITE.format(name=name, title=f"Site {name}") + f"profiles: {profiles}\n"
        (tmp_path / "forms" / "sites" / f"{name}.yaml").write_text(text, "utf-8")
    return a_desk(database, tmp_path)


@pytest.fixture
def kind() -> str:
    """SQLite, unless a test asks for both databases."""
    return "sqlite"


on_both = pytest.mark.parametrize("kind", ["sqlite", "postgresql"])


def file_of(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def read(desk: Desk, *lines: str, site: str = "msa") -> Reading:
    return inviting.read(desk, site, file_of(*lines), NOON)


def said(reading: Reading) -> list[tuple[int, str]]:
    """What is wrong with a file, in English, by line."""
    return [(one.line, gettext("en", one.message, **one.values)) for one in reading.faults]


class Post:
    """What is written to be posted."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def keep(self, name: str, pdf: bytes) -> None:
        self.kept[name] = pdf

    @property
    def pages(self) -> list[str]:
        return [page for pdf in self.kept.values() for page in pages_of(pdf)]


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages]


def code_on(page: str) -> str:
    (code,) = CODE.findall(page)
    return str(code)


def invite(desk: Desk, *lines: str, post: Post | None = None, **more: Any) -> Batch:
    post = post or Post()
    persons = read(desk, TITLES, *lines).persons
    return inviting.invite(desk, "msa", persons, LIFE, NOON, post.keep, **more)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ","])
def test_a_file_is_read_however_a_spreadsheet_wrote_it(
    desk: Desk, encoding: str, separator: str
) -> None:
    text = f"{TITLES}\r\n{CAMILLE}\r\n".replace(";", separator)

    reading = inviting.read(desk, "msa", text.encode(encoding), NOON)

    (camille,) = reading.persons
    assert camille.name == "Camille Roux"
    assert camille.address == ("12 chemin des Mélèzes", "05340 Vallouise-Pelvoux")
    assert (camille.reference, camille.profile, camille.knowledge) == ("H-1", "hebergeur", "05240")


def test_titles_may_be_written_as_people_do(desk: Desk) -> None:
    reading = read(desk, "Nom;Prénom;Adresse;Code postal;Commune", "Roux;Zoé;1 rue;05100;Briançon")

    assert reading.faults == ()
    assert reading.persons[0].knowledge == "05100"


def test_lines_of_one_reference_are_one_person(desk: Desk) -> None:
    reading = read(
        desk,
        f"{TITLES};hebergements.nom;hebergements.capacite;hebergements.fin;personnes.prenom",
        f"{CAMILLE};Gîte;6;30/06/2028;",
        f"{ZOE};Studio;2;;",
        "H-1;;;;;;;Chalet;4;;Léa",
    )

    camille, zoe = reading.persons
    assert inviting.details_of(camille) == {
        "reference": "H-1",
        "profile": {
            "hebergements": [
                {"id": "h1", "nom": "Gîte", "capacite": 6, "fin": "2028-06-30"},
                {"id": "h2", "nom": "Chalet", "capacite": 4},
            ],
            "personnes": [{"id": "p1", "prenom": "Léa"}],
            "contact": {
                "adresse": "12 chemin des Mélèzes",
                "code_postal": "05340",
                "commune": "Vallouise-Pelvoux",
            },
        },
    }
    assert inviting.details_of(zoe)["profile"]["hebergements"] == [
        {"id": "h1", "nom": "Studio", "capacite": 2}
    ]


def test_an_address_abroad_has_its_country(desk: Desk) -> None:
    reading = read(
        desk, f"{TITLES};pays", "H-1;Peeters;An;1 Kerkstraat;1000;Bruxelles;05240;Belgique"
    )

    (one,) = reading.persons
    assert one.address == ("1 Kerkstraat", "1000 Bruxelles", "BELGIQUE")
    assert one.knowledge == "05240"


@pytest.mark.parametrize(
    ("lines", "faults"),
    [
        ([""], [(1, "This file is empty.")]),
        ([TITLES], [(1, "This file has titles and no person.")]),
        (
            ["nom;adresse;commune;code postale;age"],
            [
                (1, "The column “code postale” is not known: did you mean “code_postal”?"),
                (1, "The column “age” is not known: take it away."),
                (1, "The column “code_postal” is missing."),
            ],
        ),
        (["nom;nom;adresse;commune;code_postal", ""], [(1, "The column “nom” is there twice.")]),
        (
            [TITLES, CAMILLE, ";;;;5100;;abc", ZOE.replace("Brun", "x" * 61)],
            [
                (3, "The column “nom” is blank."),
                (3, "The column “adresse” is blank."),
                (3, "The column “commune” is blank."),
                (3, "“5100” is not a postcode: five digits, the first zeros too."),
                (3, "“abc” is not a postcode: five digits, the first zeros too."),
                (4, "The column “nom” is too long: 60 characters at most."),
            ],
        ),
        (
            [TITLES, CAMILLE, CAMILLE.replace("H-1", "H-9")],
            [(3, "Camille Roux is already on line 2: give both lines the same reference.")],
        ),
        (
            [TITLES, CAMILLE, ZOE.replace("H-2", "H-1")],
            [(3, "The reference “H-1” is that of Camille Roux, on line 2.")],
        ),
        (
            [f"{TITLES};courriel;profil", f"{CAMILLE};nulle part;proprio"],
            [
                (2, "The profile “proprio” is none of: hebergeur."),
                (2, "“nulle part” is not a mail address."),
            ],
        ),
        (
            [f"{TITLES};hebergements.capacite;hebergements.fin", f"{CAMILLE};six;31/02/2028"],
            [
                (2, "“six” cannot be used in the column “hebergements.capacite”."),
                (2, "“31/02/2028” cannot be used in the column “hebergements.fin”."),
            ],
        ),
        (
            [f"{TITLES};pays", "H-1;Peeters;An;1 Kerkstraat;1000;Bruxelles;;Belgique"],
            [(2, "Say a French postcode in the column “code_postal_connu”.")],
        ),
        ([TITLES, f"{CAMILLE};trop"], [(2, "This line has more cells than there are titles.")]),
        (
            [TITLES, 'H-1;"Roux;Camille;1 rue;05340;Vallouise;'],
            [(2, "A quotation mark is not closed here, or something follows it")],
        ),
        (
            [TITLES, CAMILLE.replace("Camille", "Ca\x07mille")],
            [(2, "The column “prenom” has characters that cannot be read.")],
        ),
    ],
)
def test_all_that_is_wrong_is_told_by_line(
    desk: Desk, lines: list[str], faults: list[tuple[int, str]]
) -> None:
    assert said(read(desk, *lines)) == faults


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK\x03\x04\0\0", "This is not a CSV file: save it again as “CSV UTF-8”."),
        ("nom;adresse".encode("utf-16"), "This is not a CSV file: save it again as “CSV UTF-8”."),
        (b"nom\n\x81\n", "These characters cannot be read: save it as “CSV UTF-8”."),
        (b"x" * (MOST_BYTES + 1), f"This file is too large: {MOST_BYTES} bytes at most."),
    ],
    ids=["a workbook", "UTF-16", "no encoding", "too large"],
)
def test_what_is_no_csv_is_told_so(desk: Desk, data: bytes, sentence: str) -> None:
    ((_line, found),) = said(inviting.read(desk, "msa", data, NOON))

    assert found == sentence


def test_the_columns_are_those_of_letters_and_of_the_profile(desk: Desk) -> None:
    columns = expected_at(desk, "msa").columns

    assert {"code_postal_connu", "hebergements.nom", "contact.telephone"} <= {*columns}
    assert "hebergements.id" not in columns


def test_the_profile_must_be_said_where_there_are_several(desk: Desk) -> None:
    assert said(read(desk, TITLES, CAMILLE, site="other")) == [
        (2, "The profile “” is none of: a, b.")
    ]


@on_both
def test_each_person_gets_a_page_with_a_code_of_which_only_a_hash_is_kept(desk: Desk) -> None:
    post, done = Post(), []

    batch = invite(desk, CAMILLE, ZOE, post=post, advance=done.append)

    assert done == [1, 1]
    assert [*post.kept] == [batch.name]
    assert len(post.pages) == 2
    for page, name in zip(post.pages, ("Camille Roux", "Zoé Brun"), strict=True):
        code = read_code(code_on(page))
        assert code is not None
        found = invitations.find(desk.database, "msa", code.selector)
        assert found is not None
        assert (found.name, found.batch, found.state(NOON)) == (name, batch.name, "printed")
        assert found.expires_at == NOON + LIFE
        assert verified(code.verifier, found.verifier_hash).is_right
        assert name in page
        kept = desk.database.rows("SELECT * FROM invitation")
        assert code.verifier not in str(kept)


def test_a_letter_says_all_that_is_needed_to_go_on(desk: Desk) -> None:
    post = Post()

    invite(desk, CAMILLE, post=post)

    (page,) = (" ".join(one.split()) for one in post.pages)
    for text in (
        "12 chemin des Mélèzes", "05340 Vallouise-Pelvoux", "Service de Site msa",
        "01 00 00 00 00", "http://msa.localhost/activation", "dimanche 11 mai 2025",
        "Nos références : H-1", "une seule fois", "24 heures",
    ):  # fmt: skip
        assert text in page
    # What else one has to know is not on the letter.
    assert "05240" not in page


def test_the_picture_leads_to_the_page_without_the_code(desk: Desk) -> None:
    code = read_code("ABCD-EFGH-JKMN")
    assert code is not None

    content = content_of(desk, "msa", [Letter(("Zoé",), "", code, NOON)], NOON)

    assert content["link"] == "http://msa.localhost/activation"


@on_both
def test_nothing_is_kept_when_the_letters_are_not(desk: Desk) -> None:
    def keep(name: str, pdf: bytes) -> None:
        raise OSError(28, f"no space left for {name}, {len(pdf)} bytes")

    with pytest.raises(OSError, match="no space left"):
        inviting.invite(desk, "msa", read(desk, TITLES, CAMILLE, ZOE).persons, LIFE, NOON, keep)

    assert inviting.search(desk, "msa", "") == []
    assert events.list_at(desk.database, "msa", 10) == []


def test_the_code_of_a_letter_opens_the_account_it_was_made_for(desk: Desk) -> None:
    post = Post()
    invite(desk, CAMILLE, post=post)
    typed = code_on(post.pages[0]).lower().replace("-", " ")

    somebody(desk).ask(
        "activate_account", code=typed, knowledge="05 240", email="c@exemple.fr",
        password="marmotte tranquille 7",
    )  # fmt: skip

    account = accounts.find(desk.database, "msa", "c@exemple.fr")
    assert account is not None
    assert (account.name, account.details["reference"]) == ("Camille Roux", "H-1")
    assert [name for name, _to, _values in mails(desk)] == ["adresse-a-confirmer"]


@on_both
def test_nobody_gets_two_letters(desk: Desk) -> None:
    invite(desk, CAMILLE)

    again = read(desk, TITLES, CAMILLE.replace("12 chemin", "14 chemin"), ZOE)
    same = read(desk, TITLES, CAMILLE.replace("H-1", "H-8").replace("Mélèzes", "MELEZES"))

    assert [one.name for one in again.persons] == ["Zoé Brun"]
    assert [(one.line, one.values["name"]) for one in again.known] == [(2, "Camille Roux")]
    assert same.persons == ()


def test_somebody_whose_code_is_over_can_be_invited_again(desk: Desk) -> None:
    invite(desk, CAMILLE, ZOE)
    inviting.revoke(desk, "msa", inviting.named(desk, "msa", "H-1"), NOON)

    revoked = read(desk, TITLES, CAMILLE, ZOE)
    expired = inviting.read(desk, "msa", file_of(TITLES, CAMILLE, ZOE), NOON + LIFE)

    assert [one.name for one in revoked.persons] == ["Camille Roux"]
    assert len(expired.persons) == 2


@pytest.mark.parametrize(
    "line",
    [
        f"{CAMILLE};lea@exemple.fr",
        "H-7;Martin;Léa;3 rue Basse;05100;Briançon;05240;",
    ],
    ids=["the address", "the name and a postcode"],
)
def test_somebody_who_has_an_account_is_told_and_left_out(desk: Desk, line: str) -> None:
    details = {"profile": {"hebergements": [{"code_postal": "05240"}]}}
    accounts.create(
        desk.database, "msa", "lea@exemple.fr", "Léa Martin", "hebergeur", details, NOON
    )

    reading = read(desk, f"{TITLES};courriel", line)

    assert reading.persons == ()
    assert [one.message for one in reading.known] == ["{name} already has an account."]


def test_an_account_of_another_site_counts_for_nothing(desk: Desk) -> None:
    accounts.create(desk.database, "other", "lea@exemple.fr", "Léa", "a", {}, NOON)

    reading = read(desk, f"{TITLES};courriel", f"{CAMILLE};lea@exemple.fr")

    assert len(reading.persons) == 1


@on_both
def test_a_new_letter_takes_the_place_of_the_former(desk: Desk) -> None:
    invite(desk, CAMILLE)
    former = inviting.named(desk, "msa", "H-1")

    (page,) = pages_of(inviting.reissue(desk, "msa", former, LIFE, NOON, by="an agent"))

    code = read_code(code_on(page))
    assert code is not None
    again = inviting.named(desk, "msa", code.selector)
    assert again.id != former.id
    assert (again.name, again.details) == (former.name, former.details)
    assert again.knowledge_hash == former.knowledge_hash
    assert inviting.load(desk, "msa", former.id).state(NOON) == "revoked"
    assert inviting.named(desk, "msa", "H-1") == again
    kept = {one.kind: one.account for one in events.list_at(desk.database, "msa")}
    assert kept == {"invited": None, "invitation_reissued": "an agent"}


def test_a_new_letter_for_an_old_code_ends_all_those_between(desk: Desk) -> None:
    invite(desk, CAMILLE)
    first = inviting.named(desk, "msa", "H-1")
    inviting.reissue(desk, "msa", first, LIFE, NOON)

    inviting.reissue(desk, "msa", first, LIFE, NOON)

    states = [one.state(NOON) for one in inviting.search(desk, "msa", "")]
    assert sorted(states) == ["printed", "revoked", "revoked"]


@on_both
def test_nothing_is_done_with_a_code_that_was_used(desk: Desk) -> None:
    invite(desk, CAMILLE)
    former = inviting.named(desk, "msa", "H-1")
    account = accounts.create(desk.database, "msa", "c@exemple.fr", "C", "hebergeur", {}, NOON)
    invitations.use(desk.database, former, account.id, NOON)

    for which in (former, inviting.load(desk, "msa", former.id)):
        with pytest.raises(ConflictError):
            inviting.reissue(desk, "msa", which, LIFE, NOON)
        with pytest.raises(ConflictError):
            inviting.revoke(desk, "msa", which, NOON)

    assert len(inviting.search(desk, "msa", "")) == 1


def test_letters_are_noted_as_posted_by_batch(desk: Desk) -> None:
    batch = invite(desk, CAMILLE, ZOE)

    count = inviting.mark_sent(desk, "msa", batch.name, NOON)

    assert count == 2
    assert {one.state(NOON) for one in inviting.search(desk, "msa", "")} == {"sent"}
    with pytest.raises(NotFoundError):
        inviting.mark_sent(desk, "other", batch.name, NOON)


@pytest.mark.parametrize("text", ["roux", "CAMILLE R", "melezes", "vallouise", "h 1"])
def test_somebody_is_found_by_what_the_letter_says(desk: Desk, text: str) -> None:
    invite(desk, CAMILLE, ZOE)

    assert [one.name for one in inviting.search(desk, "msa", text)] == ["Camille Roux"]
    assert inviting.search(desk, "other", text) == []


def test_an_invitation_of_another_site_does_not_exist(desk: Desk) -> None:
    invite(desk, CAMILLE)
    former = inviting.named(desk, "msa", "H-1")

    for which in ("H-1", former.selector, ""):
        with pytest.raises(NotFoundError):
            inviting.named(desk, "other", which)
    with pytest.raises(NotFoundError):
        inviting.load(desk, "other", former.id)
