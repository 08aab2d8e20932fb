"""Every command that a page shows is run, in a copy of the definitions, on its own database."""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import chdir
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner

from engine.cli import COMMANDS, main
from engine.cli.manual import HEAD
from engine.database import connect, migrate, versions
from tests.manual.following import ENGLISH, GOES_ON, spoken, started
from tests.manual.pages import ROOT, pieces

DOCS = ROOT / "docs"
# The tutorial is followed by a test of its own; decisions say what was, not what is to be done.
APART = {DOCS / "authors" / "tutorial.md", *(DOCS / "decisions").glob("*.md")}
NOT_RUN = {
    "git clone <this repository> guichet && cd guichet": "the tests run in what it fetched",
    "make run": "it installs and serves: `guichet demo`, which it calls, is started below",
    "make test": "it runs this test",
    "make check": "it is run beside the tests",
    "make manual": "`make check` runs it",
    "guichet docs --check": "`make check` runs it",
    "guichet serve": "the tutorial has it started",
    "make bench": "it measures for minutes",
    "python -m bench enumeration": "it measures for minutes",
    "DATABASE_URL=postgresql://guichet@localhost/guichet guichet migrate": "a server of nobody's",
    "export DATABASE_URL=postgresql://guichet:password@localhost/guichet": "a server of nobody's",
}
ENDLESS = {"serve": "/", "worker": "", "demo": "/", "preview": "/demarches/", "lsp": ""}
KEPT = ("depot-de-documents", "activation", "banc", "declaration-taxe-de-sejour")
BATCH = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
PERSONS = """\
reference;nom;prenom;adresse;code_postal;commune
H-1;Roux;Camille;12 chemin des Mélèzes;05340;Vallouise-Pelvoux
"""
POSTCODES = """\
#Code_commune_INSEE;Nom_de_la_commune;Code_postal;Libellé_d_acheminement;Ligne_5
05101;VALLOUISE PELVOUX;05340;VALLOUISE PELVOUX;
"""
COMMUNES = (
    "TYPECOM,COM,REG,DEP,NCC,NCCENR,LIBELLE,CAN,COMPARENT\n"
    "COM,05101,93,05,VALLOUISE-PELVOUX,Vallouise-Pelvoux,Vallouise-Pelvoux,0506,\n"
)
OURS_TYPED = re.compile(r"(?:\$ )?(?:[A-Z_]+=\S+ )*(?:\.venv/bin/)?guichet |\$ ")
INLINE = re.compile(r"`((?:\.venv/bin/)?guichet [\w-]+ [^`]+)`")  # more than a name


def hand_written() -> list[Path]:
    """The pages that say what to type."""
    found = {ROOT / "README.md", *DOCS.rglob("*.md")} - APART
    written = (path for path in found if not path.read_text("utf-8").startswith(HEAD))
    return sorted({*written, DOCS / "authors" / "command-line.md"})


def typed(page: Path) -> Iterator[str]:
    """What a page says to type, between fences and in its sentences."""
    text = page.read_text("utf-8")
    for piece in pieces(page):
        text = text.replace(piece.text, "")
        lines = [one for one in piece.text.replace("\\\n", "").splitlines() if one.strip()]
        if piece.language == "sh":
            yield from map(bare, lines)
        elif piece.language in {"console", "text", ""}:
            yield from (bare(one) for one in lines if OURS_TYPED.match(one))
    yield from (bare(one) for one in INLINE.findall(text))


def bare(line: str) -> str:
    """A command without prompt, path and comment."""
    line = re.sub(r"\s+# .*$", "", line.removeprefix("$ ").strip())
    return line.replace(".venv/bin/guichet", "guichet")


def is_command(line: str) -> bool:
    """Whether it can be typed: names in capitals and dots stand for something else."""
    return not re.search(
        r"\b[A-Z]{2,}\b(?!=)|…", line.replace("$STATE", "").replace("VACUUM INTO", "")
    )


ALL = {line: page for page in hand_written() for line in typed(page) if line not in NOT_RUN}
TYPED = {line: page for line, page in ALL.items() if is_command(line)}
OURS = [line for line in TYPED if "guichet" in shlex.split(line)]
OTHERS = [line for line in TYPED if line not in OURS]
STARTED = [line for line in OURS if spoken(line)[1][0] in ENDLESS]


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with some of the definitions, those of the pages, and a database."""
    folder = tmp_path_factory.mktemp("commands")
    forms = folder / "forms"
    unwanted = shutil.ignore_patterns("medias")
    shutil.copytree(ROOT / "forms", forms, ignore=unwanted)
    for path in (forms / "procedures").iterdir():
        if path.stem not in KEPT:
            path.unlink()
    write_what_pages_show(forms)
    (folder / "hebergeurs.csv").write_text(PERSONS, encoding="utf-8")
    (folder / "019HexaSmal.csv").write_text(POSTCODES, encoding="utf-8")
    (folder / "v_commune_2026.csv").write_text(COMMUNES, encoding="utf-8")
    publish(folder)
    return folder


def write_what_pages_show(forms: Path) -> None:
    """Write the procedures that commands name, as the page of the command shows them if it does."""
    read = {
        page: [one for one in pieces(page) if one.language == "yaml"] for page in hand_written()
    }
    for line, page in TYPED.items():
        for found in (read[page], *read.values()):
            for piece in found:
                name = piece.text.partition("\n")[0].removeprefix("procedure: ")
                path = forms / "procedures" / f"{name}.yaml"
                if named(name, line) and not path.exists():
                    path.write_text(piece.text, encoding="utf-8")


def named(name: str, line: str) -> bool:
    """Whether a command names a procedure, or its file."""
    return any(Path(one).stem.partition("@")[0] == name for one in line.split())


def environment(folder: Path) -> dict[str, str]:
    """The settings of the site that the commands are run for."""
    return {
        **ENGLISH,
        "STATE": str(folder / "state"),
        "FORMS": str(folder / "forms"),
        "DATABASE_URL": f"sqlite:///{folder / 'state' / 'guichet.sqlite3'}",
        "SECRET_KEY": "k" * 40,
    }


def publish(folder: Path) -> None:
    """Publish the versions that commands name."""
    (folder / "state" / "uploads").mkdir(parents=True)
    (folder / "state" / "secret").write_text("k" * 40, encoding="utf-8")
    database = connect(environment(folder)["DATABASE_URL"])
    migrate(database)
    text = (folder / "forms" / "procedures" / "depot-de-documents.yaml").read_text("utf-8")
    for number in range(3):
        more = f"{text}\n# {number}\n"
        versions.publish(database, "depot-de-documents", more, f"d{number}", BATCH)
        hall = f"{shown('versions.md')}\n# {number}\n"
        versions.publish(database, "reserver-une-salle", hall, f"r{number}", BATCH)
    database.close()


def shown(page: str) -> str:
    """The first definition of a page for authors."""
    found = pieces(DOCS / "authors" / page)
    return next(one.text for one in found if one.language == "yaml")


@pytest.mark.parametrize("line", [line for line in OURS if line not in STARTED])
def test_a_command_of_a_page_ends_well(line: str, scratch: Path) -> None:
    _, arguments = spoken(line.replace("/srv/guichet", str(scratch)))
    folder = ROOT if arguments[0] == "docs" else scratch

    with chdir(folder), time_machine.travel(BATCH, tick=False):
        if "--sent" in arguments:
            CliRunner().invoke(
                main,
                ["invite", "hebergeurs.csv", "--site", "paysdesecrins"],
                env=environment(scratch),
            )
        result = CliRunner().invoke(main, arguments, env=environment(scratch))

    assert result.exit_code == 0, f"{TYPED[line]}: {result.output}{result.exception!r}"


@pytest.mark.parametrize("line", STARTED)
def test_a_command_that_does_not_end_is_started_and_stopped(line: str, scratch: Path) -> None:
    name = spoken(line)[1][0]
    given = environment(scratch)
    if name == "demo":
        given = {one: value for one, value in given.items() if one != "DATABASE_URL"}
        given["STATE"] = str(scratch / "demonstration")

    shown_file = re.search(r"([\w-]+)\.yaml", line)
    address = ENDLESS[name] + (shown_file[1] if shown_file else "")

    told = started(line, scratch, given, address)

    assert told == GOES_ON or "</html>" in told


@pytest.mark.parametrize("line", OTHERS)
def test_a_command_of_the_system_does_what_the_page_says(line: str, scratch: Path) -> None:
    (scratch / "backup").mkdir(exist_ok=True)
    shell = ["/bin/sh", "-ec", line.replace("/backup", str(scratch / "backup"))]

    done = subprocess.run(
        shell, env={**os.environ, **environment(scratch)}, capture_output=True, check=False
    )

    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize("target", ["run", "test", "check", "bench", "manual"])
def test_make_knows_the_targets_that_pages_name(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")

    assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_pages_name_commands_that_exist() -> None:
    named = {spoken(line)[1][0] for line in OURS}

    assert named <= COMMANDS.keys()


def test_what_is_not_run_is_on_a_page_or_asked_of_make() -> None:
    shown = {line for page in hand_written() for line in typed(page)}

    assert {line for line in NOT_RUN if not line.startswith("make ")} <= shown
