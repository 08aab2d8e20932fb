"""`guichet check` as an author runs it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine.cli import COMMANDS, main
from engine.i18n import catalogue

GOOD = """\
procedure: essai
title: Essai
for: anyone
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
actions: [{receipt: {}}]
steps:
  - step: un
    title: Un
    fields:
      - {field: nombre, type: integer, label: Nombre}
      - {field: autre, type: text, label: Autre, when: nombre > 1}
tests:
  - {test: un, answers: {nombre: 1}, expect: {submitted: true}}
  - {test: deux, answers: {nombre: 2, autre: Oui}, expect: {submitted: true}}
"""
WRONG = GOOD.replace("when: nombre", "when: nombr").replace("title: Un", "title: Un  titre")
SITE = """\
site: essai
title: Site d'essai
service: {name: Service, address: [Ici], email: a@demo.test, phone: 01 00 00 00 00}
"""


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """A library with a site."""
    for room in ("procedures", "sites"):
        (tmp_path / room).mkdir()
    (tmp_path / "sites" / "essai.yaml").write_text(SITE, "utf-8")
    return tmp_path


def write(forms: Path, text: str, name: str = "essai.yaml") -> Path:
    path = forms / "procedures" / name
    path.write_text(text, "utf-8")
    return path


def check(*arguments: object, language: str = "fr_FR.UTF-8") -> Result:
    environment = {"LC_ALL": language, "NO_COLOR": None}
    return CliRunner().invoke(main, ["check", *map(str, arguments)], env=environment)


def test_a_good_library_has_nothing_wrong(forms: Path) -> None:
    write(forms, GOOD)

    result = check(forms)

    assert result.output == "2 fichiers vérifiés\u00a0: 0 erreur, 0 avertissement.\n"
    assert result.exit_code == 0


def test_a_mistake_is_shown_with_its_line_a_caret_and_the_right_name(forms: Path) -> None:
    path = write(forms, WRONG)

    result = check(path)

    assert result.output == (
        f"{path}:8:12: avertissement D406: Ce texte a des espaces en trop\n"
        "        title: Un  titre\n"
        "               ^^^^^^^^^\n"
        "\n"
        f"{path}:11:56: erreur D103: Rien ne s'appelle «\u00a0nombr\u00a0»\n"
        "          - {field: autre, type: text, label: Autre, when: nombr > 1}\n"
        "                                                           ^^^^^\n"
        "    = Vouliez-vous dire\u00a0: nombre\u00a0?\n"
        "\n"
        "1 fichier vérifié\u00a0: 1 erreur, 1 avertissement.\n"
    )
    assert result.exit_code == 1


def test_warnings_alone_do_not_fail(forms: Path) -> None:
    write(forms, GOOD.replace("title: Un", "title: Un  titre"))

    assert check(forms).exit_code == 0


def test_machines_get_json(forms: Path) -> None:
    path = write(forms, WRONG)

    result = check("--json", "--language", "en", forms)

    assert json.loads(result.output)[1] == {
        "code": "D103",
        "severity": "error",
        "path": str(path),
        "line": 11,
        "column": 56,
        "message": "Nothing is named “nombr”",
        "suggestion": "nombre",
    }
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("variable", "word"),
    [("en_GB.UTF-8", "file"), ("fr_FR", "fichier"), ("C.UTF-8", "fichier"), ("de_DE", "fichier")],
)
def test_the_language_is_that_of_the_terminal_or_french(
    forms: Path, variable: str, word: str
) -> None:
    assert f"1 {word}" in check(write(forms, GOOD), language=variable).output


def test_colours_are_for_terminals_only(forms: Path) -> None:
    path = write(forms, WRONG)

    plain = CliRunner().invoke(main, ["check", str(path)])
    coloured = CliRunner().invoke(main, ["check", str(path)], color=True, env={"NO_COLOR": None})
    refused = CliRunner().invoke(main, ["check", str(path)], color=True, env={"NO_COLOR": "1"})

    assert "\x1b[" not in plain.output
    assert "\x1b[31m" in coloured.output
    assert "\x1b[" not in refused.output


def test_a_file_alone_is_checked_without_library(tmp_path: Path) -> None:
    path = tmp_path / "essai.json"
    path.write_text('{"procedure": "essai"}', "utf-8")

    result = check(path)

    assert result.output.count("D021") == 3
    assert result.exit_code == 1


def test_a_folder_of_definitions_is_checked_file_by_file(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yml"):
        (tmp_path / name).write_text(GOOD, "utf-8")

    assert check("--language", "en", tmp_path).output == "2 files checked: 0 errors, 0 warnings.\n"


def test_a_site_and_a_profile_are_checked_too(forms: Path) -> None:
    write(forms, GOOD)
    site = forms / "sites" / "essai.yaml"
    site.write_text(SITE.replace("Service,", "'',"), "utf-8")
    (forms / "profile.yaml").write_text("profil: {}\n", "utf-8")

    whole, alone = check(forms), check(site)

    assert "D501" in whole.output
    assert "D020" in whole.output
    assert "profile.yaml:1:1" in whole.output
    assert "D501" in alone.output
    assert "profile.yaml" not in alone.output


def test_a_library_without_site_says_so(tmp_path: Path) -> None:
    (tmp_path / "procedures").mkdir()

    assert "D113" in check(tmp_path).output


def test_what_does_not_exist_is_refused(tmp_path: Path) -> None:
    assert check(tmp_path / "rien").exit_code == 2


def test_the_demonstration_has_nothing_wrong() -> None:
    result = check("forms")

    assert "0 erreur, 0 avertissement" in result.output
    assert result.exit_code == 0


def test_every_command_has_its_file_and_an_example() -> None:
    files = {path.stem for path in Path("engine/cli").glob("*.py") if "@click.command(" in
             path.read_text("utf-8")}  # fmt: skip

    assert files == {name.replace("-", "_") for name in COMMANDS}
    for name in COMMANDS:
        command = main.get_command(
            main.make_context("guichet", ["--version"], resilient_parsing=True), name
        )
        assert command is not None
        assert "Example:" in (command.help or "")


def test_sentences_of_the_command_are_in_the_catalogue() -> None:
    assert "{files}: {errors}, {warnings}." in catalogue("fr").sentences


def test_a_mistake_in_a_fragment_is_shown_once_in_its_own_file(forms: Path) -> None:
    (forms / "fragments").mkdir()
    fragment = forms / "fragments" / "nom.yaml"
    fragment.write_text(
        "fragment: nom\nfields:\n  - {field: nom, type: text, label: Nom, when: nonb > 1}\n",
        "utf-8",
    )
    for name in ("un", "deux"):
        (forms / "procedures" / f"{name}.yaml").write_text(
            f"procedure: {name}\ntitle: P\nfor: anyone\n"
            "retention: {drafts: 30 days, submissions: 1 year, then: eliminate}\n"
            "steps:\n  - step: plus\n    title: Plus\n    fields: [{use: nom}]\n",
            "utf-8",
        )

    result = check(forms)

    assert result.output.count("D103") == 1
    assert f"{fragment}:3:48: erreur D103" in result.output
    assert "label: Nom, when: nonb > 1}\n" in result.output
