"""`guichet new` as an author uses it."""

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from engine.checks import check_definition
from engine.cli import main
from engine.cli.offering import with_procedure
from engine.definitions import Library, load_library, read_definition
from engine.definitions.library import EMPTY_PROFILE
from engine.editing.drafting import (
    KINDS,
    TITLES,
    WITH_OPTIONS,
    Draft,
    Question,
    Repeated,
    text_of,
)
from engine.editing.proposing import slug
from engine.journeys import answers_schema, plan_of

ALONE = Library({}, {}, {}, EMPTY_PROFILE, ())
SITE = """\
# Who answers.
site: essai
title: Site d'essai
service: {name: Service, address: [Ici], email: a@demo.test, phone: 01 00 00 00 00}
profiles: {particulier: un particulier}
procedures:
  - autre   # the first
  - encore

# The end.
"""


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """A library with a site that offers two procedures."""
    for room in ("procedures", "sites"):
        (tmp_path / room).mkdir()
    (tmp_path / "sites" / "essai.yaml").write_text(SITE, "utf-8")
    (tmp_path / "procedures" / "autre.yaml").write_text("procedure: autre\n", "utf-8")
    return tmp_path


def new(forms: Path, *arguments: str, typed: str | None = None) -> Result:
    told = ["new", "--folder", str(forms), *arguments]
    return CliRunner().invoke(main, told, input=typed, env={"LC_ALL": "en_GB.UTF-8"})


def every_question() -> tuple[Question, ...]:
    options = ("Rouge", "Vert, clair", "Bleu : nuit")
    return tuple(
        Question(f"Une réponse {name}", name, options if name in WITH_OPTIONS else ())
        for name in KINDS
    )


@pytest.mark.parametrize("nature", TITLES)
@pytest.mark.parametrize("audience", [("anyone",), ("account",), ("particulier", "employeur")])
def test_whatever_is_asked_passes_the_check(nature: str, audience: tuple[str, ...]) -> None:
    draft = Draft(
        name="essai", title="Essai : « oui » # non", audience=audience, nature=nature, mail=True,
        questions=every_question(),
        repeated=Repeated("enfant", (Question("Son prénom", "text"), Question("Là ?", "yes_no"))),
    )  # fmt: skip

    definition = read_definition("essai.yaml", text_of(draft).encode())

    assert check_definition(definition, ALONE) == ()


def test_without_questions_all_is_said_on_the_line(forms: Path) -> None:
    result = new(
        forms, "--title", "Demander un jardin à l'été", "--ask", "Votre nom: person",
        "--ask", "Couleur: choice? = Rouge, Vert", "--each", "parcelle",
        "--ask-each", "Surface: integer", "--for", "account", "--mail", "--yes", "--site", "essai",
    )  # fmt: skip

    path = forms / "procedures" / "demander-un-jardin-a-l-ete.yaml"
    definition = load_library(forms).definitions[str(path)]
    assert result.exit_code == 0
    assert f"guichet preview {path}" in result.stdout
    assert definition.procedure is not None
    assert [field.name for *_, field in definition.procedure.all_fields()] == [
        "votre_nom", "couleur", "surface",
    ]  # fmt: skip
    assert (forms / "sites" / "essai.yaml").read_text("utf-8") == SITE.replace(
        "  - encore\n", "  - encore\n  - demander-un-jardin-a-l-ete\n"
    )


def test_answers_that_cannot_be_used_are_asked_again(forms: Path) -> None:
    typed = [
        "", "x" * 121, "Jardin", "autre", "Mon Jardin", "", "7", "2", "anything", "depot",
        "", "Votre <b>nom</b> ?", "Votre nom ?", "robot", "person", "perhaps", "n",
        "Votre nom ?", "Couleur ?", "choice", "Rouge", "Rouge, rouge", "Rouge, Vert", "y", "",
        "y", "enfant", "Prénom", "", "", "", "n", "a while", "2 years", "essai",
    ]  # fmt: skip

    result = new(forms, typed="\n".join([*typed, ""]).replace("y\n", "yes\n"))

    said = result.stderr.splitlines()
    assert result.exit_code == 0, result.output
    assert [line.split(":")[0] for line in said] == [
        "Write something here.", "This is too long", "The name “autre” is taken",
        "Write letters without accents, digits and -, at most 40 of them.",
        "Answer a number from 1 to 3, or a name of the list.",
        "Answer a number from 1 to 3, or a name of the list.", "Ask at least one question.",
        said[7].split(":")[0], "Answer a number from 1 to 21, or a name of the list.",
        "Answer yes or no.", "This is asked already.",
        "Write 2 to 20 options, with commas between them.", "An option stands here twice.",
        "Write a duration, as “30 days”, “6 months” or “5 years”.",
    ]  # fmt: skip
    assert "<" in said[7]
    assert (forms / "procedures" / "jardin.yaml").is_file()


@pytest.mark.parametrize(
    ("arguments", "sentence", "code"),
    [
        ([], "--title: Write something here.", 2),
        (["--title", "x" * 121], "This is too long", 2),
        (["--title", "Autre"], "The name “autre” is taken: choose another.", 2),
        (["--title", "日本"], "Write letters without accents", 2),
        (["--title", "A\0"], "Characters that cannot be seen", 2),
        (["--title", "A", "--for", "particulie"], "Did you mean: particulier?", 2),
        (["--title", "A", "--nature", "x"], "is not one of: depot, declaration, demande.", 2),
        (["--title", "A", "--ask", "Nom"], "is not one of: text,", 2),
        (["--title", "A", "--ask", "Nom: persn"], "Did you mean: person?", 2),
        (["--title", "A", "--ask", "Nom: choice"], "Write 2 to 20 options", 2),
        (["--title", "A", "--ask-each", "Nom: text"], "Say with --each", 2),
        (["--title", "A", "--kept", "long"], "Write a duration", 2),
        (["--title", "A", "--site", "x"], "There is no site “x”: the sites are essai.", 2),
        (["--title", "<b>A</b>"], "Nothing was written.", 1),
    ],
)
def test_what_cannot_be_used_is_told(
    forms: Path, arguments: list[str], sentence: str, code: int
) -> None:
    result = new(forms, *arguments, "--yes")

    assert sentence in result.stderr
    assert result.exit_code == code
    assert len(list((forms / "procedures").iterdir())) == 1


def test_without_folder_of_definitions_it_says_so(tmp_path: Path) -> None:
    environment = {"LC_ALL": "en_GB.UTF-8", "FORMS": str(tmp_path / "none")}

    result = CliRunner().invoke(main, ["new"], env=environment)

    assert "say with --folder" in result.stderr
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("title", "name"),
    [("Œuvre d'été — à l'île", "oeuvre-d-ete-a-l-ile"), ("日本", ""), ("x" * 99, "x" * 40),
     ("une " * 20, "une-une-une-une-une-une-une-une-une-une")],
)  # fmt: skip
def test_a_name_is_made_from_a_title(title: str, name: str) -> None:
    assert slug(title) == name


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("procedures: [a, b]\n", "procedures: [a, b, c]\n"),
        ('procedures: ["a"] # one\n', 'procedures: ["a", c] # one\n'),
        ("procedures: a\n", "procedures: [a, c]\n"),
        ("procedures:\n- a\n- b", "procedures:\n- a\n- b\n- c\n"),
        ("procedures:\r\n  - a\r\ntitle: x\r\n", "procedures:\r\n  - a\r\n  - c\r\ntitle: x\r\n"),
        ("title: x\n", "title: x\n"),
    ],
)
def test_a_site_keeps_all_else_of_its_text(before: str, after: str) -> None:
    assert with_procedure(before, "c") == after


def test_its_own_tests_pass_and_see_every_option(forms: Path) -> None:
    new(forms, "--title", "Jardin", "--ask", "Couleur: choice = Rouge, Vert", "--each", "parcelle",
        "--ask-each", "Au soleil ?: yes_no", "--mail", "--yes")  # fmt: skip
    path = str(forms / "procedures" / "jardin.yaml")

    told = CliRunner().invoke(main, ["test", "--coverage", path], env={"LC_ALL": "en_GB.UTF-8"})

    assert told.exit_code == 0, told.output
    assert "4/4" in told.output


def test_the_answers_of_its_test_are_those_that_a_submission_holds() -> None:
    draft = Draft(
        name="essai", title="Essai", audience=("anyone",), nature="depot",
        questions=every_question(),
    )  # fmt: skip
    text = text_of(draft)
    procedure = read_definition("essai.yaml", text.encode()).procedure
    answers = yaml.safe_load(text)["tests"][0]["answers"]
    del answers["une_reponse_files"]  # its files are told by their names

    assert procedure is not None
    schema = answers_schema(plan_of(procedure, ALONE))
    told = [error.json_path for error in Draft202012Validator(schema).iter_errors(answers)]
    assert told == ["$"]  # the files are missing
